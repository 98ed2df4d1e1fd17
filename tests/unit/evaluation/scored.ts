import type { EvaluatedRows } from '$lib/core/evaluation/evaluated-rows';
import { seededRandom } from '$lib/core/random';

/** Rows of two classes from the probabilities of the second. */
export function binaryRows(
	labels: readonly number[],
	scores: readonly number[],
	weights?: readonly number[]
): EvaluatedRows {
	return {
		task: 'classification',
		classes: ['no', 'yes'],
		truth: Float64Array.from(labels),
		answers: Float64Array.from(scores.flatMap((score) => [1 - score, score])),
		weights: Float64Array.from(weights ?? labels.map(() => 1)),
		places: Int32Array.from(labels.keys())
	};
}

export function numberRows(
	truth: readonly number[],
	answers: readonly number[],
	weights?: readonly number[]
): EvaluatedRows {
	return {
		task: 'regression',
		classes: [],
		truth: Float64Array.from(truth),
		answers: Float64Array.from(answers),
		weights: Float64Array.from(weights ?? truth.map(() => 1)),
		places: Int32Array.from(truth.keys())
	};
}

/** Made-up labels and scores with ties: whoever has label 1 scores higher on average. */
export function madeUp(rows: number, seed: number, share = 0.4, digits = 1) {
	const random = seededRandom(seed);
	const labels = Array.from({ length: rows }, () => (random() < share ? 1 : 0));
	const scores = labels.map((label) => Number((0.3 * label + 0.7 * random()).toFixed(digits)));
	return { labels, scores };
}
