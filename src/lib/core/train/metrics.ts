import { aucShares } from '../evaluation/delong';
import { countedClass } from '../model/called-class';

/** Held-out quality. Classification: accuracy, auc, logLoss, precision, recall, f1, brier. Regression: rmse, mae, r2. */
export type Metrics = Readonly<Record<string, number | null>>;

/**
 * Quality of class probabilities, row-major rows x classes (all classes, also when there are two); `labels` are class numbers. Two
 * classes: classes[1] is the positive one, a row is called so at the threshold (0.5 where left out) and above. More: macro averages; auc one against the rest (Hand &
 * Till's simpler relative), brier summed over classes. null where not defined (one class only among the labels).
 */
export function classificationMetrics(
	labels: ArrayLike<number>,
	probabilities: Float64Array,
	classes: number,
	threshold?: number
): Metrics {
	const rows = labels.length;
	if (rows === 0)
		return { accuracy: null, auc: null, logLoss: null, precision: null, recall: null, f1: null, brier: null };
	const confusion = new Float64Array(classes * classes);
	let hits = 0;
	let loss = 0;
	let brier = 0;
	for (let row = 0; row < rows; row++) {
		const own = labels[row] ?? 0;
		const best = countedClass(probabilities, row * classes, classes, threshold);
		for (let k = 0; k < classes; k++) {
			const p = probabilities[row * classes + k] ?? 0;
			brier += classes === 2 ? (k === 1 ? (p - own) ** 2 : 0) : (p - (k === own ? 1 : 0)) ** 2;
		}
		confusion[own * classes + best] = (confusion[own * classes + best] ?? 0) + 1;
		if (best === own) hits += 1;
		loss -= Math.log(Math.max(probabilities[row * classes + own] ?? 0, 1e-15));
	}
	const scores =
		classes === 2
			? [scoreOf(confusion, classes, 1)]
			: Array.from({ length: classes }, (_, k) => scoreOf(confusion, classes, k));
	const weights = new Float64Array(rows).fill(1);
	const aucs = (classes === 2 ? [1] : Array.from({ length: classes }, (_, k) => k)).map((k) => {
		const isOwn = Uint8Array.from({ length: rows }, (_, row) => (labels[row] === k ? 1 : 0));
		const scores = Float64Array.from({ length: rows }, (_, row) => probabilities[row * classes + k] ?? 0);
		return aucShares({ labels: isOwn, scores, weights }).auc;
	});
	return {
		accuracy: hits / rows,
		auc: aucs.some((value) => value === null) ? null : mean(aucs.map((value) => value ?? 0)),
		logLoss: loss / rows,
		precision: mean(scores.map(({ precision }) => precision)),
		recall: mean(scores.map(({ recall }) => recall)),
		f1: mean(scores.map(({ f1 }) => f1)),
		brier: brier / rows
	};
}

function mean(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function scoreOf(confusion: Float64Array, classes: number, k: number) {
	let called = 0;
	let actual = 0;
	for (let other = 0; other < classes; other++) {
		called += confusion[other * classes + k] ?? 0;
		actual += confusion[k * classes + other] ?? 0;
	}
	const hits = confusion[k * classes + k] ?? 0;
	return {
		precision: called > 0 ? hits / called : 0,
		recall: actual > 0 ? hits / actual : 0,
		f1: called + actual > 0 ? (2 * hits) / (called + actual) : 0
	};
}

/** Root mean squared error, mean absolute error, coefficient of determination (null when the truth does not vary). */
export function regressionMetrics(truth: ArrayLike<number>, predictions: Float64Array): Metrics {
	const rows = truth.length;
	if (rows === 0) return { rmse: null, mae: null, r2: null };
	let squares = 0;
	let absolute = 0;
	let sum = 0;
	for (let row = 0; row < rows; row++) {
		const error = (predictions[row] ?? NaN) - (truth[row] ?? NaN);
		squares += error * error;
		absolute += Math.abs(error);
		sum += truth[row] ?? 0;
	}
	let spread = 0;
	for (let row = 0; row < rows; row++) spread += ((truth[row] ?? 0) - sum / rows) ** 2;
	return { rmse: Math.sqrt(squares / rows), mae: absolute / rows, r2: spread > 0 ? 1 - squares / spread : null };
}
