import { AppError } from '../errors';
import type { TrainJob } from './job';
import { splitOnce } from './split';
import type { Target } from './target';
import { foldScore } from './trial-score';

/** What a model is worth that learns from a share of the training rows. */
export interface LearningPoint {
	readonly share: number;
	/** Rows it learned from, the mean over the repeats. */
	readonly rows: number;
	/** Mean log loss, or root mean squared error, on the held-out rows, by repeat: smaller is better. Null where it could not learn. */
	readonly scores: readonly (number | null)[];
	/** Their mean and standard deviation over those that could learn; null without one, or without two. */
	readonly score: number | null;
	readonly spread: number | null;
}

/** `more`: the last rows that were added still lowered the error; `hardly`: not by more than chance does. */
export type LearningVerdict = 'more' | 'hardly';

export const learningShares = [0.1, 0.25, 0.5, 0.75, 1] as const;
export const learningRepeats = 3;

/** Less than this share of the error is no help, however steady. */
const leastGain = 0.01;

/**
 * The rows out of `train` that a share of them is, by the seed, ascending: each class its share, whole groups, or the newest moments, as the
 * job splits. All of them from a share of 1. train/one-unit when there is but one group or moment.
 */
export function learningRows(
	{ units = null }: Pick<TrainJob, 'units'>,
	target: Target,
	train: Int32Array,
	share: number,
	seed: number
): Int32Array {
	if (share >= 1) return train;
	const strata = new Float64Array(target.values.length).fill(NaN);
	for (const row of train) strata[row] = target.values[row] ?? NaN;
	return splitOnce({ strata, stratified: target.classes.length > 0, units, gap: 0, seed }, share).test;
}

export function learningPoint(
	share: number,
	repeats: readonly { readonly rows: number; readonly score: number | null }[]
): LearningPoint {
	const scores = repeats.map(({ score }) => score);
	const known = scores.flatMap((value) => (value === null ? [] : [{ value, spread: null }]));
	const rows = repeats.reduce((sum, repeat) => sum + repeat.rows, 0) / Math.max(1, repeats.length);
	const mean = foldScore(known);
	return { share, rows, scores, score: mean?.value ?? null, spread: mean?.spread ?? null };
}

/** By the last two sizes: whether the error fell by more than it is spread, and by a hundredth at least. Null without two sizes. */
export function learningVerdict(points: readonly LearningPoint[]): LearningVerdict | null {
	const [last, before] = points.filter(({ score }) => score !== null).reverse();
	if (!last || !before || last.score === null || before.score === null) return null;
	const gain = before.score - last.score;
	const spread = Math.max(last.spread ?? 0, before.spread ?? 0);
	return gain > spread && gain >= leastGain * before.score ? 'more' : 'hardly';
}

/** Shares in order, each once. train/params-invalid when one is not above 0 and up to 1. */
export function readShares(shares: readonly number[]): number[] {
	const wrong = shares.find((share) => !(share > 0 && share <= 1));
	if (wrong !== undefined || shares.length === 0)
		throw new AppError('train/params-invalid', {
			...{ estimator: 'learning-curve', param: 'sizes', value: String(wrong ?? ''), allowed: '> 0, <= 1' }
		});
	return [...new Set(shares)].sort((a, b) => a - b);
}
