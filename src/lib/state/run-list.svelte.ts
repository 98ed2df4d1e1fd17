import { deleteArtifact, renameArtifact, restoreArtifact } from '$lib/workbench/artifact';
import { readNotes, writeNote } from '$lib/workbench/run-note';
import type { Session } from './session.svelte';
import type { TrainState } from './train.svelte';
import type { Run } from './trained-runs.svelte';

/** Of these less is better. */
const lessIsBetter: readonly string[] = ['logLoss', 'brier', 'rmse', 'mae'];
const metricNames = ['auc', 'accuracy', 'f1', 'logLoss', 'rmse', 'mae', 'r2'] as const;
export type ListedMetric = (typeof metricNames)[number];

/** The runs as a leaderboard: sorted, filtered by what they learned, the best marked; with names and notes. */
export class RunList {
	readonly #session: Session;
	readonly #train: TrainState;
	/** `when`, `seconds`, or a metric. */
	sortBy = $state<string>('when');
	isReversed = $state(false);
	/** Table and target, as `subjectOf` names them; empty for all. */
	subject = $state('');
	#metric = $state<ListedMetric | null>(null);
	notes = $state.raw<Readonly<Record<string, string>>>({});

	constructor(session: Session, train: TrainState) {
		this.#session = session;
		this.#train = train;
	}

	readonly subjects = $derived.by(() => [...new Set(this.#train.runs.all.map((run) => this.subjectOf(run)))]);
	readonly #filtered = $derived.by(() =>
		this.#train.runs.all.filter((run) => !this.subjects.includes(this.subject) || this.subjectOf(run) === this.subject)
	);
	/** Engines and tables of the runs in the list; where there is one, no column need say it. */
	readonly engines = $derived.by(() => [...new Set(this.#filtered.map(({ meta }) => meta.engine))]);
	readonly tables = $derived.by(() => [...new Set(this.#filtered.map((run) => this.#train.runs.nameOfDataset(run)))]);
	readonly metrics = $derived.by((): readonly ListedMetric[] =>
		metricNames.filter((name) => this.#filtered.some(({ metrics }) => metrics[name] !== undefined))
	);
	readonly metric = $derived.by(() =>
		this.#metric !== null && this.metrics.includes(this.#metric) ? this.#metric : this.metrics[0]
	);
	/** Sorted; what has no value comes last. */
	readonly shown = $derived.by((): readonly Run[] => {
		const { sortBy } = this;
		const sign = (lessIsBetter.includes(sortBy) || sortBy === 'seconds' ? 1 : -1) * (this.isReversed ? -1 : 1);
		return [...this.#filtered].sort((a, b) => {
			const [x, y] = [valueOf(a, sortBy), valueOf(b, sortBy)];
			if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
			return sign * (x - y);
		});
	});
	/** The best by the metric that is chosen; nothing where runs of several subjects are listed, since those do not compare. */
	readonly bestId = $derived.by(() => {
		const { metric } = this;
		if (!metric || new Set(this.#filtered.map((run) => this.subjectOf(run))).size > 1) return null;
		const sign = lessIsBetter.includes(metric) ? 1 : -1;
		const rated = this.#filtered.flatMap((run) => {
			const value = valueOf(run, metric);
			return value === null ? [] : [{ id: run.artifact.id, value: sign * value }];
		});
		if (rated.length < 2) return null;
		return rated.reduce((best, next) => (next.value < best.value ? next : best)).id;
	});

	subjectOf(run: Run): string {
		return `${this.#train.runs.nameOfDataset(run)} → ${run.meta.target}`;
	}

	chooseMetric(name: string): void {
		this.#metric = metricNames.find((one) => one === name) ?? null;
	}

	/** Sorts by a column, best or newest first; again turns it round. */
	sort(by: string): void {
		this.isReversed = by === this.sortBy && !this.isReversed;
		this.sortBy = by;
	}

	async load(): Promise<void> {
		this.notes = await readNotes(this.#session.workspace);
	}

	async rename(run: Run, name: string): Promise<void> {
		if (name.trim() === '' || name === run.artifact.name) return;
		await renameArtifact(this.#session.workspace, run.artifact.id, name.trim());
		await this.#session.refresh();
	}

	async note(run: Run, text: string): Promise<void> {
		await writeNote(this.#session.workspace, run.artifact.id, text);
		await this.load();
	}

	/** Forgets a run; its model stays. It can be taken back. */
	async delete(run: Run, text: string): Promise<void> {
		const { workspace, toasts } = this.#session;
		const gone = await deleteArtifact(workspace, run.artifact.id);
		await this.#session.refresh();
		toasts.show(text, {
			undo: async () => {
				await restoreArtifact(workspace, gone);
				await this.#session.refresh();
			}
		});
	}
}

function valueOf({ artifact, meta, metrics }: Run, by: string): number | null {
	if (by === 'when') return artifact.createdAt;
	if (by === 'seconds') return meta.seconds;
	return metrics[by] ?? null;
}
