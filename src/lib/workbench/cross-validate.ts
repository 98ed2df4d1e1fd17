import type { Workspace } from '$lib/core/ports';
import type { TrainEvent, TrainJob, TrainResult } from '$lib/core/train/job';
import type { Metrics } from '$lib/core/train/metrics';
import type { Split } from '$lib/core/train/split';

export interface FoldScore {
	readonly rows: { readonly train: number; readonly test: number };
	readonly metrics: Metrics;
}

/** What a job is worth on rows it had not seen, fold by fold. */
export interface CrossValidation {
	readonly folds: readonly FoldScore[];
	/** The mean over the folds; null where a fold has none. */
	readonly metrics: Metrics;
	/** Every row that was measured, ascending, and what the model that had not seen it answered: rows x classes. */
	readonly rows: Int32Array;
	readonly predictions: Float64Array;
}

/** Trains once a fold, each job as `prepare` makes it ready, and measures each on its own rows. Refuses as runTraining does. */
export async function crossValidate(
	workspace: Pick<Workspace, 'trainer'>,
	job: TrainJob,
	splits: readonly Split[],
	signal?: AbortSignal,
	onEvent?: (event: TrainEvent) => void,
	prepare: (job: TrainJob) => Promise<TrainJob> = (part) => Promise.resolve(part)
): Promise<CrossValidation> {
	const folds: FoldScore[] = [];
	const answers: { row: number; answer: Float64Array }[] = [];
	for (const { test, aside } of splits) {
		onEvent?.({ type: 'phase', phase: 'fold', done: folds.length, total: splits.length });
		// what is handed to the trainer is given away
		const part = structuredClone(await prepare({ ...job, test, aside, refit: false }));
		const { rows, metrics, testPredictions } = await workspace.trainer.train(part, signal);
		signal?.throwIfAborted();
		const width = testPredictions.length / test.length;
		test.forEach((row, at) => answers.push({ row, answer: testPredictions.subarray(at * width, (at + 1) * width) }));
		folds.push({ rows, metrics });
	}
	answers.sort((a, b) => a.row - b.row);
	const width = answers[0]?.answer.length ?? 1;
	const predictions = new Float64Array(answers.length * width);
	answers.forEach(({ answer }, at) => predictions.set(answer, at * width));
	return {
		...{ folds, predictions },
		metrics: meanMetrics(folds.map(({ metrics }) => metrics)),
		rows: Int32Array.from(answers, ({ row }) => row)
	};
}

/** A result whose measures are those of the folds. */
export function withCrossed(result: TrainResult, { rows, metrics, predictions }: CrossValidation): TrainResult {
	return {
		...{ ...result, metrics },
		...{ testPredictions: predictions, rawPredictions: null },
		rows: { ...result.rows, test: rows.length }
	};
}

function meanMetrics(all: readonly Metrics[]): Metrics {
	return Object.fromEntries(
		Object.keys(all[0] ?? {}).map((name) => {
			const values = all.map((metrics) => metrics[name] ?? NaN);
			const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
			return [name, Number.isNaN(mean) ? null : mean];
		})
	);
}
