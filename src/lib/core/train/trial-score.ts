import { normal95 } from '../clarify/wilson-interval';
import type { Target } from './target';

/** How good settings were on rows they had not seen: mean log loss, or root mean squared error. Smaller is better. */
export interface TrialScore {
	readonly value: number;
	/** Half the width of its 95 % interval over the rows, or the standard deviation over folds; null where there is none. */
	readonly spread: number | null;
}

const least = 1e-15;

/**
 * The score of predictions (rows x classes, or numbers) for the rows `test`, and half its 95 % interval: from the spread of the rows' losses,
 * for the root by the delta method. Null without a row that has a target.
 */
export function trialScore(target: Target, test: Int32Array, predictions: Float64Array): TrialScore | null {
	const width = target.classes.length || 1;
	const losses: number[] = [];
	test.forEach((row, at) => {
		const truth = target.values[row] ?? NaN;
		if (Number.isNaN(truth)) return;
		if (target.classes.length === 0) losses.push(((predictions[at] ?? NaN) - truth) ** 2);
		else losses.push(-Math.log(Math.max(least, predictions[at * width + truth] ?? NaN)));
	});
	if (losses.length === 0) return null;
	const { mean, deviation } = moments(losses);
	const half = losses.length > 1 ? (normal95 * deviation) / Math.sqrt(losses.length) : null;
	if (target.classes.length > 0) return { value: mean, spread: half };
	const root = Math.sqrt(mean);
	return { value: root, spread: half === null || root === 0 ? null : half / (2 * root) };
}

/** The mean of folds' scores and their standard deviation; null when one has none. */
export function foldScore(scores: readonly (TrialScore | null)[]): TrialScore | null {
	const values = scores.flatMap((score) => (score === null ? [] : [score.value]));
	if (values.length === 0 || values.length < scores.length) return null;
	const { mean, deviation } = moments(values);
	return { value: mean, spread: values.length > 1 ? deviation : null };
}

function moments(values: readonly number[]): { mean: number; deviation: number } {
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
	const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
	return { mean, deviation: Math.sqrt(squares / Math.max(1, values.length - 1)) };
}
