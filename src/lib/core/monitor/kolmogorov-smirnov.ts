import { lnGamma } from '../special-functions';

export interface KolmogorovSmirnov {
	/** D = max |F - G|. */
	readonly statistic: number;
	readonly pValue: number;
	readonly null: 'exact' | 'asymptotic';
}

/** Path counting is used while it takes no more steps than this. */
const exactSteps = 4e7;

/** The two-sample Kolmogorov-Smirnov test of ascending values; both must hold at least one. */
export function kolmogorovSmirnov(a: Float64Array, b: Float64Array): KolmogorovSmirnov {
	const gap = largestGap(a, b);
	const n = a.length;
	const m = b.length;
	const statistic = gap / (n * m);
	const exact = n * m * Math.min(1, 2 * statistic) <= exactSteps;
	return {
		statistic,
		pValue: exact ? exactTail(n, m, gap) : limitTail(n, m, statistic),
		null: exact ? 'exact' : 'asymptotic'
	};
}

/** max |i m - j n| over the values, where i and j count the values up to there: n m D as a whole number. */
export function largestGap(a: Float64Array, b: Float64Array): number {
	let i = 0;
	let j = 0;
	let gap = 0;
	while (i < a.length && j < b.length) {
		const x = Math.min(a[i] ?? Infinity, b[j] ?? Infinity);
		while (i < a.length && (a[i] ?? Infinity) <= x) i++;
		while (j < b.length && (b[j] ?? Infinity) <= x) j++;
		gap = Math.max(gap, Math.abs(i * b.length - j * a.length));
	}
	return gap;
}

/**
 * P(n m D >= gap) when both samples come from one continuous distribution: the share of lattice paths from (0, 0) to
 * (n, m) that reach |i m - j n| >= gap. Only the band between the two lines is walked; outside it the share is 1.
 */
function exactTail(n: number, m: number, gap: number): number {
	if (gap <= 0) return 1;
	let column = new Float64Array(m + 1);
	let next = new Float64Array(m + 1);
	column.fill(1);
	for (let j = 0; j <= m; j++) column[j] = j * n >= gap ? 1 : 0;
	for (let i = 1; i <= n; i++) {
		const low = Math.max(0, Math.floor((i * m - gap) / n) + 1);
		const high = Math.min(m, Math.ceil((i * m + gap) / n) - 1);
		if (low > 0) next[low - 1] = 1;
		for (let j = low; j <= high; j++) {
			const fromBelow = j > 0 ? (next[j - 1] ?? 1) : 0;
			next[j] = (j * fromBelow + i * (column[j] ?? 1)) / (i + j);
		}
		if (high < m) next[high + 1] = 1;
		const swap = column;
		column = next;
		next = swap;
		// Cells above the band keep 1, which the next column reads where its band has moved up.
		for (let j = high + 1; j <= Math.min(m, high + Math.ceil(m / n) + 2); j++) column[j] = 1;
	}
	return Math.min(1, column[m] ?? 1);
}

/** P(D >= d) for samples of n and m, by the one-sample distribution of the rounded harmonic size. */
export function limitTail(n: number, m: number, d: number): number {
	return oneSampleTail(Math.max(1, Math.round((n * m) / (n + m))), d);
}

/**
 * P(D_n >= d) of the one-sample statistic, as scipy's kstwo.sf for large n: twice the one-sided tail where both tails
 * cannot happen together, Pelz and Good's expansion (1976) below.
 */
function oneSampleTail(n: number, d: number): number {
	if (d <= 0) return 1;
	if (d >= 1) return 0;
	return n * d * d >= 2.2 ? Math.min(1, 2 * oneSidedTail(n, d)) : 1 - pelzGood(n, d);
}

/** P(D+_n >= d), Birnbaum and Tingey's sum; its expansion for very large n. */
function oneSidedTail(n: number, d: number): number {
	if (n > 100_000) return Math.exp(-((6 * n * d + 1) ** 2) / (18 * n));
	const lnN = lnGamma(n + 1);
	let sum = 0;
	for (let j = 0; j <= Math.floor(n * (1 - d)); j++) {
		const rest = 1 - d - j / n;
		if (rest <= 0) continue;
		const ways = lnN - lnGamma(j + 1) - lnGamma(n - j + 1);
		sum += Math.exp(ways + (j - 1) * Math.log(d + j / n) + (n - j) * Math.log(rest));
	}
	return d * sum;
}

/** P(D_n < d) to terms of n^(-3/2): K0 + K1/sqrt(n) + K2/n + K3/n^(3/2), each a theta-like sum over all whole k. */
function pelzGood(n: number, d: number): number {
	const x2 = n * d * d;
	const x = Math.sqrt(x2);
	const x4 = x2 * x2;
	const x6 = x4 * x2;
	const sums = [0, 0, 0, 0];
	const add = (order: number, term: number) => (sums[order] = (sums[order] ?? 0) + term);
	for (let k = -30; k <= 30; k++) {
		const u = ((k + 0.5) * Math.PI) ** 2;
		const w = (k * Math.PI) ** 2;
		const half = Math.exp(-u / (2 * x2));
		const whole = Math.exp(-w / (2 * x2));
		add(0, half / x);
		add(1, ((u - x2) * half) / (6 * x4));
		add(2, ((6 * x6 + 2 * x4 + (2 * x4 - 5 * x2) * u + (1 - 2 * x2) * u * u) * half) / (72 * x4 * x2 * x));
		add(2, (-w * whole) / (36 * x2 * x));
		const cubic =
			-30 * x6 - 90 * x4 * x4 + (135 * x4 - 96 * x6) * u + (212 * x4 - 60 * x2) * u * u + (5 - 30 * x2) * u ** 3;
		add(3, (cubic * half) / (6480 * x6 * x4));
		add(3, ((3 * x2 * w - w * w) * whole) / (216 * x6));
	}
	return Math.sqrt(Math.PI / 2) * sums.reduce((sum, term, order) => sum + term / n ** (order / 2), 0);
}
