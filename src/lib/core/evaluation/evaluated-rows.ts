import { countedClass } from '../model/called-class';
import type { Task } from '../train/job';

/** Rows with their truth and what a model said of them before it had seen them. */
export interface EvaluatedRows {
	readonly task: Task;
	/** In the order of the answers; two: the second is the positive one. Empty for a regression. */
	readonly classes: readonly string[];
	/** Class numbers, or the numbers themselves; NaN where missing. */
	readonly truth: Float64Array;
	/** Probabilities, row-major rows x classes, or the predicted numbers. */
	readonly answers: Float64Array;
	/** How much each row counts. */
	readonly weights: Float64Array;
	/** Number of each row in its table, from 0. */
	readonly places: Int32Array;
	/** The model's own, where it has one: see calledClass. */
	readonly threshold?: number;
}

/** Rows of a class against all others: 1 where they are of it, with the probability of it. */
export interface ScoredLabels {
	readonly labels: Uint8Array;
	readonly scores: Float64Array;
	readonly weights: Float64Array;
}

/** The rows `index` names, in its order. */
export function takeEvaluated(rows: EvaluatedRows, index: ArrayLike<number>): EvaluatedRows {
	const width = Math.max(1, rows.classes.length);
	const answers = new Float64Array(index.length * width);
	const pick = <Values extends Float64Array | Int32Array>(into: Values, values: Values): Values => {
		for (let at = 0; at < index.length; at++) into[at] = values[index[at] ?? 0] ?? NaN;
		return into;
	};
	for (let at = 0; at < index.length; at++)
		for (let k = 0; k < width; k++) answers[at * width + k] = rows.answers[(index[at] ?? 0) * width + k] ?? NaN;
	return {
		...rows,
		truth: pick(new Float64Array(index.length), rows.truth),
		answers,
		weights: pick(new Float64Array(index.length), rows.weights),
		places: pick(new Int32Array(index.length), rows.places)
	};
}

/** The rows that can be measured: with a truth, finite answers and a weight above 0. */
export function measurableRows(rows: EvaluatedRows): EvaluatedRows {
	const width = Math.max(1, rows.classes.length);
	const index: number[] = [];
	for (let row = 0; row < rows.truth.length; row++) {
		let isThere = !Number.isNaN(rows.truth[row] ?? NaN) && (rows.weights[row] ?? 0) > 0;
		for (let k = 0; k < width; k++) isThere &&= Number.isFinite(rows.answers[row * width + k] ?? NaN);
		if (isThere) index.push(row);
	}
	return index.length === rows.truth.length ? rows : takeEvaluated(rows, index);
}

/** Class `k` against the rest. */
export function oneAgainstRest({ truth, answers, weights, classes }: EvaluatedRows, k: number): ScoredLabels {
	const labels = Uint8Array.from(truth, (own) => (own === k ? 1 : 0));
	const scores = Float64Array.from(truth, (_, row) => answers[row * classes.length + k] ?? NaN);
	return { labels, scores, weights };
}

/** The class each row is called. */
export function calledClasses({ truth, answers, classes, threshold }: EvaluatedRows): Int32Array {
	const width = classes.length;
	return Int32Array.from(truth, (_, row) => countedClass(answers, row * width, width, threshold));
}

/** Cross entropy of each row, in nats */
export function logLosses({ truth, answers, classes }: EvaluatedRows): Float64Array {
	return Float64Array.from(
		truth,
		(own, row) => -Math.log(Math.max(answers[row * classes.length + own] ?? 0, leastProbability))
	);
}

/** Probabilities below count as this much, so that a loss is finite. */
export const leastProbability = 1e-15;

/** Brier's score of each row: of two classes the squared error of the positive one's probability, of more the sum over classes. */
export function brierScores({ truth, answers, classes }: EvaluatedRows): Float64Array {
	const width = classes.length;
	return Float64Array.from(truth, (own, row) => {
		if (width === 2) return ((answers[row * 2 + 1] ?? NaN) - own) ** 2;
		let sum = 0;
		for (let k = 0; k < width; k++) sum += ((answers[row * width + k] ?? NaN) - (k === own ? 1 : 0)) ** 2;
		return sum;
	});
}

/** How many rows of weight 1 say as much as these (Kish 1965): (Σw)² / Σw². */
export function effectiveRows(weights: ArrayLike<number>): number {
	let [sum, squares] = [0, 0];
	for (let row = 0; row < weights.length; row++) {
		const weight = weights[row] ?? 0;
		sum += weight;
		squares += weight * weight;
	}
	return squares > 0 ? (sum * sum) / squares : 0;
}
