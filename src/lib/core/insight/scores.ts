import { countedClass } from '../model/called-class';

/** Rows truth x columns prediction, in the order of the classes. */
export type Confusion = readonly (readonly number[])[];

/** Counts of truth against the likeliest class; `probabilities` row-major rows x classes. */
export function confusionOf(labels: ArrayLike<number>, probabilities: Float64Array, classes: number): Confusion {
	const table = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
	for (let row = 0; row < labels.length; row++) {
		const best = countedClass(probabilities, row * classes, classes);
		const own = table[labels[row] ?? 0];
		if (own) own[best] = (own[best] ?? 0) + 1;
	}
	return table;
}

/** Mean recall over the classes that occur. */
export function balancedAccuracy(confusion: Confusion): number | null {
	const recalls = confusion.flatMap((row, k) => {
		const all = row.reduce((sum, count) => sum + count, 0);
		return all > 0 ? [(row[k] ?? 0) / all] : [];
	});
	return recalls.length > 0 ? recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length : null;
}

/** The largest and the median size of the errors. */
export function errorSizes(truth: ArrayLike<number>, predictions: Float64Array): { max: number; median: number } {
	const sizes = Float64Array.from(truth, (value, row) => Math.abs((predictions[row] ?? 0) - value)).sort();
	const half = Math.floor(sizes.length / 2);
	const median = sizes.length % 2 === 1 ? (sizes[half] ?? 0) : ((sizes[half - 1] ?? 0) + (sizes[half] ?? 0)) / 2;
	return { max: sizes.at(-1) ?? 0, median };
}

/**
 * What a guesser that knows only the training labels loses on held-out rows: mean cross entropy of the class shares (add-one
 * smoothed), or mean squared error of the mean.
 */
export function naiveLoss(train: Float64Array, held: Float64Array, classes: number): number {
	if (classes === 0) {
		const mean = train.reduce((sum, value) => sum + value, 0) / train.length;
		return held.reduce((sum, value) => sum + (value - mean) ** 2, 0) / held.length;
	}
	const counts = new Float64Array(classes).fill(1);
	for (const label of train) counts[label] = (counts[label] ?? 0) + 1;
	return -held.reduce((sum, label) => sum + Math.log((counts[label] ?? 1) / (train.length + classes)), 0) / held.length;
}
