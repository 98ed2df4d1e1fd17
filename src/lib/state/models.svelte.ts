import { AppError } from '$lib/core/errors';
import { readModelMeta, type ModelMeta } from '$lib/core/model/model-meta';
import { kinOf } from '$lib/core/model/threshold';
import type { Graph } from '$lib/core/model/preparation';
import type { Artifact } from '$lib/core/project/artifact';
import { traceLineage } from '$lib/core/project/lineage';
import { datasetMeta } from '$lib/core/table/dataset';
import type { Metrics } from '$lib/core/train/metrics';
import { readRunMeta, type RunMeta } from '$lib/core/train/run-meta';
import { deleteArtifact, renameArtifact, restoreArtifact } from '$lib/workbench/artifact';
import { openModel } from '$lib/workbench/model';
import { findBaseline, withBaseline } from '$lib/workbench/attribution';
import { nextVersion, packageModel } from '$lib/workbench/model-card';
import { checkParity, type Parity } from '$lib/workbench/parity';
import type { Session } from './session.svelte';

export interface KeptModel {
	readonly artifact: Artifact;
	readonly meta: ModelMeta | null;
	/** The run that made it; null when it came from elsewhere or the run is gone. */
	readonly run: RunMeta | null;
	/** On the rows its run held out, by its threshold where it has one. */
	readonly metrics: Metrics;
	readonly dataset: Artifact | undefined;
	/** What it can be tried on: the table it learned from, or for a model made elsewhere the newest that has its columns. */
	readonly reference: Artifact | undefined;
	readonly packages: readonly Artifact[];
}

/** The registry: the models of the project, and the card of the one that is open. */
export class ModelsState {
	readonly #session: Session;
	selectedId = $state('');
	#opened = $state.raw<{ readonly id: string; readonly graph: Graph } | null>(null);
	#parity = $state.raw<{ readonly id: string; readonly parity: Parity } | null>(null);
	error = $state.raw<unknown>(null);

	constructor(session: Session) {
		this.#session = session;
	}

	readonly models = $derived.by((): readonly KeptModel[] =>
		this.#session.models.map((artifact) => this.#describe(artifact))
	);
	readonly selected = $derived.by(
		() => this.models.find(({ artifact }) => artifact.id === this.selectedId) ?? this.#earlier ?? this.models[0]
	);
	/** One that another threshold of it took the place of: what was made of it leads here. */
	readonly #earlier = $derived.by(() => {
		const kept = this.#session.artifacts.find(({ id, type }) => type === 'model' && id === this.selectedId);
		return kept && this.#describe(kept);
	});
	readonly lineage = $derived.by(() =>
		this.selected ? traceLineage(this.#session.artifacts, this.selected.artifact.id) : []
	);
	/** What devices run of the open model. */
	readonly graph = $derived.by(() =>
		this.#opened?.id === this.selected?.artifact.id ? (this.#opened?.graph ?? null) : null
	);
	readonly content = $derived(this.graph?.model ?? null);
	readonly parity = $derived.by(() =>
		this.#parity?.id === this.selected?.artifact.id ? (this.#parity?.parity ?? null) : null
	);

	#describe(artifact: Artifact): KeptModel {
		const { artifacts } = this.#session;
		const run = artifacts.find(({ id }) => id === artifact.parents['run']);
		const dataset = artifacts.find(({ id }) => id === artifact.parents['dataset']);
		const meta = readModelMeta(artifact);
		const made = run ? readRunMeta(run) : null;
		return {
			artifact,
			meta,
			run: made,
			metrics: (meta?.threshold === undefined ? made?.metrics : meta.metrics) ?? {},
			dataset,
			reference: dataset ?? (meta?.imported && this.#tableWith(meta.imported.inputs)),
			packages: artifacts.filter(({ type, parents }) => type === 'package' && parents['model'] === artifact.id)
		};
	}

	#tableWith(columns: readonly string[]): Artifact | undefined {
		return this.#session.datasets.find((dataset) => {
			const names = new Set(datasetMeta(dataset).schema.map(({ name }) => name));
			return columns.every((name) => names.has(name));
		});
	}

	/** Reads what the model holds. The latest call wins. */
	async open(artifact: Artifact | undefined): Promise<void> {
		if (!artifact || this.#opened?.id === artifact.id) return;
		const { device } = await openModel(this.#session.workspace, artifact);
		if (this.selected?.artifact.id === artifact.id) this.#opened = { id: artifact.id, graph: device };
	}

	async checkParity({ artifact, reference }: KeptModel, title: string): Promise<void> {
		if (!reference) throw new AppError('project/missing', { artifact: artifact.parents['dataset'] ?? '' });
		const { workspace, tasks } = this.#session;
		const parity = await tasks.run(title, (signal) => checkParity(workspace, artifact, reference, signal));
		this.#parity = { id: artifact.id, parity };
	}

	nextVersion({ artifact }: KeptModel): Promise<number> {
		return nextVersion(this.#session.workspace, artifact.name);
	}

	async makePackage(
		{ artifact, reference }: KeptModel,
		options: { readonly version: number; readonly expiresAt: number },
		title: string
	): Promise<Artifact> {
		const { workspace, tasks } = this.#session;
		const made = await tasks.run(title, (signal, onProgress) =>
			packageModel(workspace, artifact, reference, options, signal, onProgress)
		);
		await this.#session.refresh();
		return made;
	}

	/** The bytes of a file to download: the ONNX graph, the model's own archive, or a package. */
	async file(kind: 'onnx' | 'archive' | 'package', artifact: Artifact): Promise<Uint8Array> {
		const { workspace } = this.#session;
		if (kind === 'onnx') return (await openModel(workspace, artifact)).device.onnx;
		const hash = artifact.blobs[kind];
		if (hash === undefined) throw new AppError('project/missing', { artifact: artifact.name });
		const bytes = await workspace.blobs.get(hash);
		const baseline = kind === 'archive' ? await findBaseline(workspace, artifact) : null;
		return baseline ? withBaseline(workspace, bytes, baseline) : bytes;
	}

	async rename(artifact: Artifact, name: string): Promise<void> {
		if (name.trim() === '' || name === artifact.name) return;
		await renameArtifact(this.#session.workspace, artifact.id, name.trim());
		await this.#session.refresh();
	}

	/** Forgets a model and its other thresholds. */
	async delete(artifact: Artifact, notice: string): Promise<void> {
		const { workspace, toasts } = this.#session;
		const all = this.#session.artifacts.filter(({ type }) => type === 'model');
		const kin = kinOf(all, artifact);
		const gone = await Promise.all(all.filter(({ id }) => kin.has(id)).map(({ id }) => deleteArtifact(workspace, id)));
		await this.#session.refresh();
		toasts.show(notice, {
			undo: async () => {
				for (const each of gone) await restoreArtifact(workspace, each);
				await this.#session.refresh();
			}
		});
	}
}
