import type { Model } from '../model/model';
import { seededRandom, shuffledIndex } from '../random';
import { takeRows, type Columns } from '../table/columns';
import { classificationMetrics, regressionMetrics } from '../train/metrics';
import type { Checkpoint } from './checkpoint';

/** The model's answers for raw rows: shares of the classes, row-major rows x classes, or numbers. */
export type AskAll = (rows: Columns) => Promise<Float64Array>;

export const classMetrics = ['logLoss', 'auc', 'accuracy', 'f1', 'brier'] as const;
export const numberMetrics = ['rmse', 'mae', 'r2', 'mse'] as const;
export type ScoreMetric = (typeof classMetrics)[number] | (typeof numberMetrics)[number];

/** Whether a smaller value is the better one. */
export function isLoss(metric: ScoreMetric): boolean {
	return !['auc', 'accuracy', 'f1', 'r2'].includes(metric);
}

export interface PermutationJob {
	readonly model: Model;
	readonly rows: Columns;
	/** Class numbers, or the numbers themselves; one for each row. */
	readonly labels: Float64Array;
	readonly metric: ScoreMetric;
	/** Columns that are shuffled together; one alone as a list of one. */
	readonly groups: readonly (readonly string[])[];
	readonly repeats: number;
	readonly seed: number;
}

/** How much worse the model does when columns are shuffled among the rows (Breiman 2001; Fisher, Rudin & Dominici 2019). */
export interface PermutationImportance {
	readonly columns: readonly string[];
	/** Mean over the repeats of how much worse the metric gets, in its own unit; null where it is not defined. */
	readonly mean: number | null;
	/** Standard deviation over the repeats; null with fewer than two. */
	readonly deviation: number | null;
	/** Each repeat. */
	readonly drops: readonly (number | null)[];
}

export interface PermutationImportances {
	readonly metric: ScoreMetric;
	readonly rows: number;
	/** The metric on the rows as they are; null where it is not defined, as AUC is with one class. */
	readonly score: number | null;
	readonly importance: readonly PermutationImportance[];
}

/** Every group in turn, each shuffled `repeats` times; the most important first. 0 or less: the model does without it. */
export async function permutationImportance(
	job: PermutationJob,
	ask: AskAll,
	checkpoint: Checkpoint
): Promise<PermutationImportances> {
	const { rows, groups, metric, repeats } = job;
	const random = seededRandom(job.seed);
	const score = scoreOf(job, await ask(rows));
	const importance: PermutationImportance[] = [];
	for (const [at, columns] of groups.entries()) {
		const drops: (number | null)[] = [];
		for (let repeat = 0; repeat < repeats; repeat++) {
			await checkpoint(at * repeats + repeat, groups.length * repeats);
			drops.push(await scoreDrop(job, columns, shuffledIndex(rows.rows, random), score, ask));
		}
		importance.push({ columns, drops, ...overRepeats(drops) });
	}
	importance.sort((a, b) => (b.mean ?? -Infinity) - (a.mean ?? -Infinity));
	return { metric, rows: rows.rows, score, importance };
}

/** How much worse the metric is than `score` when row i takes the columns of row `order[i]`. */
export async function scoreDrop(
	job: PermutationJob,
	columns: readonly string[],
	order: Int32Array,
	score: number | null,
	ask: AskAll
): Promise<number | null> {
	const { rows, metric } = job;
	const moved = takeRows(
		{ rows: rows.rows, columns: rows.columns.filter(({ name }) => columns.includes(name)) },
		order
	);
	const changed = rows.columns.map((column) => moved.columns.find(({ name }) => name === column.name) ?? column);
	const after = scoreOf(job, await ask({ rows: rows.rows, columns: changed }));
	if (after === null || score === null) return null;
	return isLoss(metric) ? after - score : score - after;
}

/** The metric of answers to the job's rows; null where it is not defined. */
export function scoreOf({ model, labels, metric }: PermutationJob, answers: Float64Array): number | null {
	const classes = model.classes.length;
	if (classes > 0) return classificationMetrics(labels, answers, classes, model.threshold)[metric] ?? null;
	const found = regressionMetrics(labels, answers);
	if (metric !== 'mse') return found[metric] ?? null;
	const rmse = found['rmse'] ?? null;
	return rmse === null ? null : rmse ** 2;
}

function overRepeats(drops: readonly (number | null)[]): Pick<PermutationImportance, 'mean' | 'deviation'> {
	const known = drops.filter((drop) => drop !== null);
	if (known.length === 0) return { mean: null, deviation: null };
	const mean = known.reduce((sum, drop) => sum + drop, 0) / known.length;
	if (known.length < 2) return { mean, deviation: null };
	return {
		mean,
		deviation: Math.sqrt(known.reduce((sum, drop) => sum + (drop - mean) ** 2, 0) / (known.length - 1))
	};
}
