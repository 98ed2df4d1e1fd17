import { readModelMeta } from '$lib/core/model/model-meta';
import type { Artifact } from '$lib/core/project/artifact';
import type { Metrics } from '$lib/core/train/metrics';
import { readRunMeta, type RunMeta } from '$lib/core/train/run-meta';
import type { Session } from './session.svelte';

export interface Run {
	readonly artifact: Artifact;
	readonly meta: RunMeta;
	/** As the model that answers for it was measured: by its threshold, where it has one. */
	readonly metrics: Metrics;
	readonly threshold: number | undefined;
}

/** The runs there are, the newest first, and the one that is looked at. */
export class TrainedRuns {
	readonly #session: Session;
	#shownId = $state('');
	/** A step that is pointed at in the curve of the run that is looked at. */
	marked = $state.raw<number | null>(null);

	constructor(session: Session) {
		this.#session = session;
	}

	readonly all = $derived.by((): readonly Run[] =>
		this.#session.artifacts.flatMap((artifact) => {
			const meta = readRunMeta(artifact);
			if (!meta) return [];
			const model = this.#session.models.find(({ parents }) => parents['run'] === artifact.id);
			const { threshold, metrics } = (model && readModelMeta(model)) ?? {};
			return [
				{ artifact, meta, threshold, metrics: threshold === undefined ? meta.metrics : (metrics ?? meta.metrics) }
			];
		})
	);
	readonly shown = $derived.by(() => this.byId(this.#shownId) ?? this.all[0]);

	byId(id: string): Run | undefined {
		return this.all.find(({ artifact }) => artifact.id === id);
	}

	/** The name of a run; where others bear the same, with its number among them, the oldest first. */
	labelOf({ artifact: { id, name } }: Run): string {
		const same = this.all.filter(({ artifact }) => artifact.name === name);
		return same.length < 2 ? name : `${name} #${same.length - same.findIndex(({ artifact }) => artifact.id === id)}`;
	}

	show(id: string): void {
		this.#shownId = id;
		this.marked = null;
	}

	datasetOf(run: Run): Artifact | undefined {
		const id = run.artifact.parents['dataset'];
		return this.#session.artifacts.find((artifact) => artifact.id === id);
	}

	nameOfDataset(run: Run): string {
		return this.datasetOf(run)?.name ?? '';
	}

	/** The model that answers for a run. */
	modelOf(run: Run): Artifact | undefined {
		return this.#session.models.find(({ parents }) => parents['run'] === run.artifact.id);
	}

	/** The newest run on a table by the name of this one. */
	newestOn({ name }: Artifact): Run | undefined {
		return this.all.find((run) => this.nameOfDataset(run) === name);
	}

	/** The newest table by the name of the one that was learned from last. */
	newestTable(): Artifact | undefined {
		const names = new Set(this.all.map((run) => this.nameOfDataset(run)));
		for (const name of names) {
			const table = this.#session.datasets.find((dataset) => dataset.name === name);
			if (table) return table;
		}
		return undefined;
	}
}
