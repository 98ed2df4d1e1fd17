import type { DeviceSketches, InstalledPackage } from '$lib/core/edge/device';
import { isAbort } from '$lib/core/errors';
import type { ColumnDrift } from '$lib/core/monitor/drift';
import { readDriftMeta, type Distributions, type DriftMeta } from '$lib/core/monitor/drift-report';
import type { Artifact } from '$lib/core/project/artifact';
import { deleteArtifact, restoreArtifact } from '$lib/workbench/artifact';
import { compareDevice, findTold } from '$lib/workbench/device-drift';
import { compareDatasets, readDistributions } from '$lib/workbench/monitor';
import type { Session } from './session.svelte';

/** A drift report: one window of the picture. */
export interface DriftWindow {
	readonly artifact: Artifact;
	readonly meta: DriftMeta;
	/** Names of what was compared; null where it is not in the project any more. A device is compared with its package. */
	readonly reference: string | null;
	readonly current: string | null;
	/** Where the current rows come from, to look at them; null for what the device was asked. */
	readonly source: Artifact | null;
	readonly columns: ReadonlyMap<string, ColumnDrift>;
}

/** What the stage shows. */
export const monitorViews = ['drift', 'attribution', 'fleet'] as const;
export type MonitorView = (typeof monitorViews)[number];

/** Chosen in place of a dataset: what this device was asked. */
export const thisDevice = 'device';
/** So many windows are side by side. */
const shownWindows = 12;

/** Drift on this machine: the reports of the project, the cell that is looked at, and the comparison to make. */
export class MonitorState {
	readonly #session: Session;
	readonly #reading = new Set<string>();
	view = $state<MonitorView>('drift');
	#referenceId = $state('');
	#currentId = $state('');
	#window = $state('');
	#column = $state('');
	#distributions = $state.raw<ReadonlyMap<string, Distributions | null>>(new Map());
	/** The package that answers on this device and what it was asked. */
	device = $state.raw<{ readonly installed: InstalledPackage; readonly told: DeviceSketches } | null>(null);
	isComparing = $state(false);
	error = $state.raw<unknown>(null);

	constructor(session: Session) {
		this.#session = session;
	}

	/** Oldest first, so that the newest stands right. */
	readonly windows = $derived.by((): readonly DriftWindow[] =>
		this.#session.artifacts
			.flatMap((artifact) => {
				const meta = readDriftMeta(artifact);
				return meta ? [this.#describe(artifact, meta)] : [];
			})
			.slice(0, shownWindows)
			.reverse()
	);
	readonly newest = $derived.by(() => this.windows.at(-1));
	/** Drifted ones of the newest report first, by effect; then those only older reports have. */
	readonly columns = $derived.by((): readonly string[] => {
		const rank = ({ drifted, effect }: ColumnDrift) => (drifted ? 2 : 0) + (effect ?? -1);
		const ranked = [...(this.newest?.meta.report.columns ?? [])].sort((a, b) => rank(b) - rank(a));
		const older = this.windows.toReversed().flatMap(({ meta }) => meta.report.columns);
		return [...new Set([...ranked, ...older].map(({ column }) => column))];
	});
	readonly drifted = $derived.by(() => this.newest?.meta.report.columns.filter(({ drifted }) => drifted) ?? []);
	readonly window = $derived.by(() => this.windows.find(({ artifact }) => artifact.id === this.#window) ?? this.newest);
	readonly column = $derived.by(() => (this.columns.includes(this.#column) ? this.#column : (this.columns[0] ?? '')));

	readonly datasets = $derived.by(() => this.#session.datasets);
	/** What the newest model was trained on, when nothing else was chosen. */
	readonly reference = $derived.by(() => {
		const find = (id: string | undefined) => this.datasets.find((dataset) => dataset.id === id);
		const model = this.#session.models[0];
		return find(this.#referenceId) ?? find(model?.parents['dataset']) ?? this.datasets.at(-1);
	});
	/** The id of the newest other dataset, when nothing else was chosen. */
	readonly currentId = $derived.by(() => {
		const choices = [...this.datasets.map(({ id }) => id), ...(this.device ? [thisDevice] : [])];
		if (choices.includes(this.#currentId)) return this.#currentId;
		return choices.find((id) => id !== this.reference?.id) ?? '';
	});
	readonly canCompare = $derived.by(() =>
		this.currentId === thisDevice
			? this.device !== null
			: this.reference !== undefined && this.currentId !== '' && this.currentId !== this.reference.id
	);

	#describe(artifact: Artifact, meta: DriftMeta): DriftWindow {
		const find = (role: string) => this.#session.artifacts.find(({ id }) => id === artifact.parents[role]);
		const bundle = find('package');
		const current = find('current');
		return {
			artifact,
			meta,
			reference: (bundle ?? find('reference'))?.name ?? null,
			current: current?.name ?? null,
			source: current ?? null,
			columns: new Map(meta.report.columns.map((column) => [column.column, column]))
		};
	}

	/** Reads what this device was asked; call when the page opens. */
	async open(): Promise<void> {
		await this.#guard(async () => {
			this.device = this.#session.project ? await findTold(this.#session.workspace) : null;
		});
	}

	chooseReference(id: string): void {
		this.#referenceId = id;
	}

	chooseCurrent(id: string): void {
		this.#currentId = id;
	}

	select(window: string, column: string): void {
		this.#window = window;
		this.#column = column;
	}

	/** Undefined while they are being read; null when they were not kept and the tables are gone. */
	distributionsOf(window: DriftWindow | undefined): Distributions | null | undefined {
		return this.#distributions.get(window?.artifact.id ?? '');
	}

	async loadDistributions(window: DriftWindow | undefined): Promise<void> {
		if (!window || this.#reading.has(window.artifact.id)) return;
		const { id } = window.artifact;
		this.#reading.add(id);
		await this.#guard(async () => {
			const found = await readDistributions(this.#session.workspace, window.artifact);
			this.#distributions = new Map(this.#distributions).set(id, found);
		});
	}

	/** Compares what is chosen and keeps the report; null when it failed or was given up. */
	async compare(title: string, name: string): Promise<Artifact | null> {
		const { reference, currentId } = this;
		const current = this.datasets.find(({ id }) => id === currentId);
		const { workspace, tasks } = this.#session;
		this.isComparing = true;
		this.error = null;
		const made = await this.#guard(async () => {
			const report = await tasks.run(title, async (signal, onProgress) => {
				if (currentId === thisDevice) return compareDevice(workspace, name);
				if (!reference || !current) return null;
				return (await compareDatasets(workspace, reference, current, { name }, signal, onProgress)).artifact;
			});
			await this.#session.refresh();
			if (report) this.select(report.id, '');
			return report;
		});
		this.isComparing = false;
		return made ?? null;
	}

	async delete({ artifact }: DriftWindow, notice: string): Promise<void> {
		await this.#guard(async () => {
			const { workspace, toasts } = this.#session;
			const gone = await deleteArtifact(workspace, artifact.id);
			await this.#session.refresh();
			toasts.show(notice, {
				undo: async () => {
					await restoreArtifact(workspace, gone);
					await this.#session.refresh();
				}
			});
		});
	}

	/** Shows on the page what went wrong; giving up is nothing wrong. */
	async #guard<T>(work: () => Promise<T>): Promise<T | undefined> {
		try {
			return await work();
		} catch (error) {
			if (!isAbort(error)) this.error = error;
			return undefined;
		}
	}
}
