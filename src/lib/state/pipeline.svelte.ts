import { isAbort } from '$lib/core/errors';
import type { PipelineFile, PipelineRun, StepResult } from '$lib/core/pipeline/pipeline';
import { datasetMeta } from '$lib/core/table/dataset';
import { toRows } from '$lib/core/table/columns';
import type { Cell } from '$lib/core/table/columns';
import { getArtifact } from '$lib/workbench/artifact';
import { listPipelineRuns, listPipelines, runPipeline, savePipeline } from '$lib/workbench/pipeline';
import type { PipelineSource } from '$lib/workbench/pipeline';
import { openTable } from '$lib/workbench/table';
import type { Session } from './session.svelte';

/** The rows of a playlist step, and how much of it each group takes. */
export interface ShownPlaylist {
	readonly name: string;
	readonly group: string;
	readonly score: string;
	/** A fraction, or `proportional`. */
	readonly limit: string;
	readonly columns: readonly string[];
	readonly rows: readonly Readonly<Record<string, Cell>>[];
	readonly shares: readonly { readonly group: string; readonly count: number; readonly share: number }[];
}

export interface KeptRun {
	readonly id: string;
	readonly run: PipelineRun;
}

/** Pipelines of the project, the one on screen, its parameters, and what its runs left. */
export class PipelineState {
	readonly #session: Session;
	#pipelines = $state.raw<readonly PipelineFile[]>([]);
	#runs = $state.raw<readonly KeptRun[]>([]);
	#chosen = $state('');
	#shownRun = $state('');
	values = $state<Record<string, string>>({});
	files = $state.raw<Readonly<Record<string, File>>>({});
	/** Steps of the run under way, as they end. */
	live = $state.raw<readonly StepResult[] | null>(null);
	/** Null until a step is chosen: then the one that says most of the run. */
	#selectedStep = $state<string | null>(null);
	playlist = $state.raw<ShownPlaylist | null>(null);
	isReady = $state(false);
	error = $state.raw<unknown>(null);

	constructor(session: Session) {
		this.#session = session;
	}

	get pipelines(): readonly PipelineFile[] {
		return this.#pipelines;
	}

	readonly file = $derived.by(
		() => this.#pipelines.find(({ name }) => name === this.#chosen) ?? this.#pipelines[0] ?? null
	);
	readonly runs = $derived.by(() => this.#runs.filter(({ run }) => run.name === this.file?.name));
	readonly shown = $derived.by(() => this.runs.find(({ id }) => id === this.#shownRun) ?? this.runs[0] ?? null);
	/** Results by step: of the run under way, else of the run on screen. */
	readonly results = $derived.by(
		() => new Map((this.live ?? this.shown?.run.steps ?? []).map((result) => [result.id, result]))
	);
	readonly sources = $derived.by(() =>
		(this.file?.steps ?? []).flatMap((step) => {
			const options = step['with'];
			if (step.type !== 'import' || typeof options !== 'object' || options === null || !('file' in options)) return [];
			return [{ step: step.id, file: this.#filled(String(options.file)) }];
		})
	);
	readonly isRunning = $derived.by(() => this.live !== null);
	/** What went wrong, else the playlist, else the last thing that was made. */
	readonly #telling = $derived.by(() => {
		const results = [...this.results.values()];
		const telling =
			results.find(({ status }) => status === 'failed') ??
			results.find(({ type, answer }) => type === 'playlist' && answer) ??
			results.findLast(({ answer }) => answer);
		return telling?.id ?? '';
	});

	/** The step whose details are shown; none where it is empty. */
	get selectedStep(): string {
		return this.#selectedStep ?? this.#telling;
	}

	set selectedStep(id: string) {
		this.#selectedStep = id;
	}

	async open(): Promise<void> {
		await this.#guard(async () => {
			const { workspace } = this.#session;
			this.#pipelines = await listPipelines(workspace);
			this.#runs = await listPipelineRuns(workspace);
			await this.#readPlaylist();
		});
		this.isReady = true;
	}

	async choose(name: string): Promise<void> {
		this.#chosen = name;
		this.values = {};
		this.#selectedStep = null;
		await this.#guard(() => this.#readPlaylist());
	}

	async show(id: string): Promise<void> {
		this.#shownRun = id;
		this.#selectedStep = null;
		await this.#guard(() => this.#readPlaylist());
	}

	/** Keeps a pipeline; throws what is wrong with it. */
	async save(value: unknown): Promise<void> {
		const file = await savePipeline(this.#session.workspace, value);
		this.#pipelines = await listPipelines(this.#session.workspace);
		await this.choose(file.name);
	}

	takeFile(name: string, file: File): void {
		this.files = { ...this.files, [name]: file };
	}

	async run(title: string, force: boolean): Promise<boolean> {
		return (
			(await this.#guard(async () => {
				const { workspace, tasks } = this.#session;
				const { file } = this;
				if (!file) return false;
				this.live = [];
				try {
					const set = Object.fromEntries(Object.entries(this.values).filter(([, value]) => value.trim() !== ''));
					const { run, artifact, cause } = await tasks.run(title, (signal, onProgress) =>
						runPipeline(
							workspace,
							file,
							{
								set,
								force,
								readSource: (name) => this.#readSource(name),
								onStep: (result) => (this.live = [...(this.live ?? []), result])
							},
							signal,
							onProgress
						)
					);
					this.#shownRun = artifact.id;
					if (cause !== undefined) this.error = cause;
					return !run.failed;
				} finally {
					await this.#session.refresh();
					this.#runs = await listPipelineRuns(workspace);
					this.live = null;
					await this.#readPlaylist();
				}
			})) ?? false
		);
	}

	async #readSource(name: string): Promise<PipelineSource | undefined> {
		const file = this.files[name];
		if (!file) return undefined;
		const hash = await this.#session.workspace.crypto.sha256(new Uint8Array(await file.arrayBuffer()));
		return { file: { name: file.name, blob: file }, hash };
	}

	#filled(text: string): string {
		return text.replaceAll(/\$\{([\w-]+)\}/g, (whole, name: string) => {
			const value = this.values[name];
			return value !== undefined && value.trim() !== '' ? value : String(this.file?.parameters[name]?.default ?? whole);
		});
	}

	/** The rows of the playlist step of the run on screen. The latest call wins. */
	async #readPlaylist(): Promise<void> {
		const { workspace } = this.#session;
		const step = this.shown?.run.steps.find(({ type, answer }) => type === 'playlist' && answer);
		const id = step?.answer?.artifacts['dataset'];
		if (!step?.answer || id === undefined) {
			this.playlist = null;
			return;
		}
		const { group = '', score = '', share = '' } = step.answer.texts;
		const dataset = await getArtifact(workspace, id);
		const relation = await openTable(workspace, dataset);
		const rows = toRows(await workspace.sql.query(`SELECT * FROM ${relation} ORDER BY place`));
		const counts = new Map<string, number>();
		for (const row of rows) {
			const name = String(row[group] ?? '–');
			counts.set(name, (counts.get(name) ?? 0) + 1);
		}
		if (this.shown?.run.steps.includes(step) !== true) return;
		this.playlist = {
			name: dataset.name,
			group,
			score,
			limit: share,
			columns: datasetMeta(dataset).schema.map(({ name }) => name),
			rows,
			shares: [...counts]
				.map(([name, count]) => ({ group: name, count, share: count / rows.length }))
				.sort((a, b) => b.count - a.count || (a.group < b.group ? -1 : 1))
		};
	}

	/** Shows on the page what went wrong; giving up is nothing wrong. */
	async #guard<T>(work: () => Promise<T>): Promise<T | undefined> {
		this.error = null;
		try {
			return await work();
		} catch (error) {
			if (!isAbort(error)) this.error = error;
			return undefined;
		}
	}
}
