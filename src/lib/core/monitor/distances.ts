/** Distances between two distributions over the same bins, given as shares that each add up to 1. */

/** What a share of zero counts as in the population stability index. */
const psiFloor = 1e-4;

/** Counts as shares; all zero where nothing was counted. */
export function sharesOf(counts: readonly number[]): number[] {
	const total = counts.reduce((sum, n) => sum + n, 0);
	return counts.map((n) => (total === 0 ? 0 : n / total));
}

function total(p: readonly number[], q: readonly number[], term: (p: number, q: number) => number): number {
	return p.reduce((sum, share, at) => sum + term(share, q[at] ?? 0), 0);
}

/** Σ (p - q) ln(p / q). */
export function populationStabilityIndex(p: readonly number[], q: readonly number[]): number {
	return total(p, q, (a, b) => {
		const [x, y] = [a === 0 ? psiFloor : a, b === 0 ? psiFloor : b];
		return (x - y) * Math.log(x / y);
	});
}

/** Square root of the Jensen-Shannon divergence in bits: 0 to 1. */
export function jensenShannonDistance(p: readonly number[], q: readonly number[]): number {
	const bits = (a: number, b: number) => (a === 0 ? 0 : a * Math.log2(a / b));
	return Math.sqrt(
		Math.max(
			0,
			total(p, q, (a, b) => (bits(a, (a + b) / 2) + bits(b, (a + b) / 2)) / 2)
		)
	);
}

/** √(Σ (√p - √q)²) / √2: 0 to 1. */
export function hellingerDistance(p: readonly number[], q: readonly number[]): number {
	return Math.sqrt(total(p, q, (a, b) => (Math.sqrt(a) - Math.sqrt(b)) ** 2) / 2);
}

/** ½ Σ |p - q|: the largest difference in the share of any set of bins. */
export function totalVariation(p: readonly number[], q: readonly number[]): number {
	return total(p, q, (a, b) => Math.abs(a - b)) / 2;
}

/** max |p - q|. */
export function largestDifference(p: readonly number[], q: readonly number[]): number {
	return p.reduce((most, share, at) => Math.max(most, Math.abs(share - (q[at] ?? 0))), 0);
}

/** ∫ |F - G| dx of ascending values; NaN when either holds none. */
export function wassersteinDistance(a: Float64Array, b: Float64Array): number {
	let i = 0;
	let j = 0;
	let sum = 0;
	let last = Math.min(a[0] ?? NaN, b[0] ?? NaN);
	while (i < a.length || j < b.length) {
		const x = Math.min(a[i] ?? Infinity, b[j] ?? Infinity);
		const apart = Math.abs(i / a.length - j / b.length);
		if (apart > 0) sum += apart * (x - last);
		last = x;
		while (i < a.length && (a[i] ?? Infinity) <= x) i++;
		while (j < b.length && (b[j] ?? Infinity) <= x) j++;
	}
	return sum;
}

/** Standard deviation over the whole population (dividing by n); NaN for no values. */
export function populationDeviation(values: Float64Array): number {
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
	return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
