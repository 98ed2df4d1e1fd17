import type { Explanation } from './explanation';

/**
 * Of an explanation of two rows, what each column adds on the way from the first answer to the second: an explanation of one row whose
 * base value is the first answer. The values still add up; errors of estimates add in squares.
 */
export function explainedChange(found: Explanation): Explanation {
	const width = found.features.length;
	const [before, after] = [found.values.subarray(0, width), found.values.subarray(width, 2 * width)];
	const values = after.map((value, at) => value - (before[at] ?? 0));
	const { errors } = found;
	const spread = errors && Float64Array.from(values, (_, at) => Math.hypot(errors[at] ?? 0, errors[width + at] ?? 0));
	return {
		...found,
		baseValue: found.predictions[0] ?? NaN,
		predictions: found.predictions.slice(1, 2),
		values,
		errors: spread,
		importance: found.features
			.map((feature, at) => ({ feature, meanAbs: Math.abs(values[at] ?? 0) }))
			.sort((a, b) => b.meanAbs - a.meanAbs)
	};
}
