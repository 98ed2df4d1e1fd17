/** Exponentially weighted figures as pandas has them with `ignore_na=False`: missing values (NaN) make the older ones weigh less. */
interface Exponential {
	readonly alpha: number;
	/** Divide by the weights so far, so that the first values do not count too much. */
	readonly adjust: boolean;
}

export function exponentialMean(values: Float64Array, { alpha, adjust }: Exponential): Float64Array {
	const fresh = adjust ? 1 : alpha;
	let [mean, old] = [NaN, 1];
	return values.map((value) => {
		if (Number.isNaN(mean)) return (mean = value);
		old *= 1 - alpha;
		if (Number.isNaN(value)) return mean;
		if (mean !== value) mean = (old * mean + fresh * value) / (old + fresh);
		old = adjust ? old + fresh : 1;
		return mean;
	});
}

/** Of a sample: missing where fewer than two values weigh. */
export function exponentialDeviation(values: Float64Array, { alpha, adjust }: Exponential): Float64Array {
	const fresh = adjust ? 1 : alpha;
	let [mean, variance, old, weights, squares] = [NaN, 0, 1, 1, 1];
	return values.map((value) => {
		if (Number.isNaN(mean)) {
			mean = value;
			return NaN;
		}
		weights *= 1 - alpha;
		squares *= (1 - alpha) ** 2;
		old *= 1 - alpha;
		if (!Number.isNaN(value)) {
			const before = mean;
			const total = old + fresh;
			if (mean !== value) mean = (old * before + fresh * value) / total;
			variance = (old * (variance + (before - mean) ** 2) + fresh * (value - mean) ** 2) / total;
			weights += fresh;
			squares += fresh * fresh;
			old = total;
			if (!adjust) [weights, squares, old] = [weights / old, squares / old ** 2, 1];
		}
		const left = weights ** 2 - squares;
		return left > 0 ? Math.sqrt((weights ** 2 / left) * variance) : NaN;
	});
}
