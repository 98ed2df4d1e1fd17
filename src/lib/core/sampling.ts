import { lnGamma } from './special-functions';
import type { Random } from './random';

/**
 * One draw of the binomial distribution: inversion where n p is small, Hörmann's transformed rejection BTRS (1993)
 * elsewhere.
 */
export function drawBinomial(n: number, p: number, random: Random): number {
	if (n <= 0 || p <= 0) return 0;
	if (p >= 1) return n;
	if (p > 0.5) return n - drawBinomial(n, 1 - p, random);
	return n * p < 10 ? byInversion(n, p, random) : byRejection(n, p, random);
}

function byInversion(n: number, p: number, random: Random): number {
	const odds = p / (1 - p);
	let probability = (1 - p) ** n;
	let left = random();
	let k = 0;
	while (left > probability && k < n) {
		left -= probability;
		k += 1;
		probability *= (odds * (n - k + 1)) / k;
	}
	return k;
}

function byRejection(n: number, p: number, random: Random): number {
	const spread = Math.sqrt(n * p * (1 - p));
	const b = 1.15 + 2.53 * spread;
	const a = -0.0873 + 0.0248 * b + 0.01 * p;
	const c = n * p + 0.5;
	const alpha = (2.83 + 5.1 / b) * spread;
	const squeeze = 0.92 - 4.2 / b;
	const lnOdds = Math.log(p / (1 - p));
	const mode = Math.floor((n + 1) * p);
	const h = lnGamma(mode + 1) + lnGamma(n - mode + 1);
	for (;;) {
		const u = random() - 0.5;
		const v = random();
		const us = 0.5 - Math.abs(u);
		const k = Math.floor(((2 * a) / us + b) * u + c);
		if (k < 0 || k > n) continue;
		if (us >= 0.07 && v <= squeeze) return k;
		const bound = h - lnGamma(k + 1) - lnGamma(n - k + 1) + (k - mode) * lnOdds;
		if (Math.log((v * alpha) / (a / (us * us) + b)) <= bound) return k;
	}
}

/** One draw of n rows over cells with the shares of `counts`: what resampling the rows with replacement gives. */
export function drawMultinomial(counts: Float64Array, random: Random): Float64Array {
	let weight = counts.reduce((sum, count) => sum + count, 0);
	let left = Math.round(weight);
	return counts.map((count) => {
		const drawn = count >= weight ? left : drawBinomial(left, count / weight, random);
		weight -= count;
		left -= drawn;
		return drawn;
	});
}
