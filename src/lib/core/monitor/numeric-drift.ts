import { quantileCuts } from './baseline';
import {
	hellingerDistance,
	jensenShannonDistance,
	populationDeviation,
	populationStabilityIndex,
	sharesOf,
	totalVariation,
	wassersteinDistance
} from './distances';
import type { Measured } from './drift';
import { kolmogorovSmirnov } from './kolmogorov-smirnov';
import { binOf } from './sketch';

/** SageMaker Model Monitor's correction for small samples, c = 1.8. */
export function robustLInfinity(lInfinity: number, n: number, m: number): number {
	return Math.max(0, lInfinity - 1.8 * Math.sqrt((n + m) / (n * m)));
}

/** Dvoretzky, Kiefer and Wolfowitz with Massart's constant, on both sides: at least 95 % for the largest distance. */
export function supremumInterval(distance: number, n: number, m: number): [number, number] {
	const reach = (rows: number) => Math.sqrt(Math.log(4 / 0.05) / (2 * rows));
	const margin = reach(n) + reach(m);
	return [Math.max(0, distance - margin), Math.min(1, distance + margin)];
}

/** psi, jensenShannon, hellinger and totalVariation of two rows of counts over the same bins. */
export function binnedDistances(reference: readonly number[], current: readonly number[]) {
	const p = sharesOf(reference);
	const q = sharesOf(current);
	return {
		psi: populationStabilityIndex(p, q),
		jensenShannon: jensenShannonDistance(p, q),
		hellinger: hellingerDistance(p, q),
		totalVariation: totalVariation(p, q)
	};
}

export const noMeasure: Pick<Measured, 'effect' | 'effectInterval' | 'pValue' | 'null'> = {
	effect: null,
	effectInterval: null,
	pValue: null,
	null: null
};

const noTests = { psi: null, jensenShannon: null, hellinger: null, totalVariation: null, lInfinity: null };
export const noNumericTests = {
	ks: null,
	wasserstein: null,
	wassersteinNormed: null,
	...noTests,
	lInfinityRobust: null
};
export const noTextTests = { ...noTests, chiSquare: null };

/** Drift of numbers from ascending values: the reference's, then the current ones. All null where either is empty. */
export function numericDrift(reference: Float64Array, current: Float64Array): Measured {
	const n = reference.length;
	const m = current.length;
	if (n === 0 || m === 0) return { tests: noNumericTests, ...noMeasure };
	const cuts = quantileCuts(reference, 10);
	const ks = kolmogorovSmirnov(reference, current);
	const wasserstein = wassersteinDistance(reference, current);
	const normed = wasserstein / Math.max(populationDeviation(reference), 0.001);
	return {
		tests: {
			ks: { statistic: ks.statistic, pValue: ks.pValue },
			wasserstein: Number.isFinite(wasserstein) ? wasserstein : null,
			wassersteinNormed: Number.isFinite(normed) ? normed : null,
			...binnedDistances(countBins(cuts, reference), countBins(cuts, current)),
			lInfinity: ks.statistic,
			lInfinityRobust: robustLInfinity(ks.statistic, n, m)
		},
		effect: ks.statistic,
		effectInterval: supremumInterval(ks.statistic, n, m),
		pValue: ks.pValue,
		null: ks.null
	};
}

function countBins(cuts: readonly number[], values: Float64Array): number[] {
	const counts = new Array<number>(cuts.length + 1).fill(0);
	for (const value of values) {
		const bin = binOf(cuts, value);
		counts[bin] = (counts[bin] ?? 0) + 1;
	}
	return counts;
}
