import { conditionalDisparity } from './disparity';
import { differenceOfRatios, divide, undefinedFor, valued, type MetricValue, type PostMetric } from './metric';
import type { FacetTable, SideTally, Tallies } from './tally';

/**
 * Bias in the predictions: the facet d against the rest a, over rows that have both label and prediction. 0/0 = 0, x/0 =
 * ±Infinity, Infinity - Infinity = 0, each said in `reason`. `CDDPL` only with groups.
 */
export function postTrainingBias(
	table: FacetTable,
	grouped: boolean,
	counts: Float64Array,
	{ facet: d, rest: a }: Tallies
): Partial<Record<PostMetric, MetricValue>> {
	const empty =
		d.n === 0
			? 'empty-facet'
			: a.n === 0
				? 'empty-rest'
				: d.predicted === 0 || a.predicted === 0
					? 'no-predictions'
					: null;
	const names: readonly PostMetric[] = [...plain, ...(grouped ? (['CDDPL'] as const) : [])];
	if (empty) return Object.fromEntries(names.map((name) => [name, undefinedFor(empty)]));
	const qa = (a.tp + a.fp) / a.predicted;
	const qd = (d.tp + d.fp) / d.predicted;
	return {
		DPPL: valued(qa - qd),
		DI: valued(divide(qd, qa), qa === 0 && qd === 0 ? 'zero-by-zero' : null),
		DCA: differenceOfRatios([a.tp + a.fn, a.tp + a.fp], [d.tp + d.fn, d.tp + d.fp]),
		DCR: differenceOfRatios([d.tn + d.fp, d.tn + d.fn], [a.tn + a.fp, a.tn + a.fn]),
		RD: differenceOfRatios([a.tp, a.tp + a.fn], [d.tp, d.tp + d.fn]),
		SD: differenceOfRatios([d.tn, d.tn + d.fp], [a.tn, a.tn + a.fp]),
		DAR: differenceOfRatios([a.tp, a.tp + a.fp], [d.tp, d.tp + d.fp]),
		DRR: differenceOfRatios([d.tn, d.tn + d.fn], [a.tn, a.tn + a.fn]),
		AD: differenceOfRatios([a.tp + a.tn, a.predicted], [d.tp + d.tn, d.predicted]),
		TE: differenceOfRatios([d.fn, d.fp], [a.fn, a.fp]),
		GE: generalizedEntropy(a, d),
		...(grouped ? { CDDPL: conditionalDisparity(table, 'predicted', counts) } : {})
	};
}

const plain = ['DPPL', 'DI', 'DCA', 'DCR', 'RD', 'SD', 'DAR', 'DRR', 'AD', 'TE', 'GE'] as const;

/** Σ ((b/μ)² - 1) / (2 N) with b = prediction - label + 1, which is 2 for fp, 0 for fn, else 1. */
function generalizedEntropy(a: SideTally, d: SideTally): MetricValue {
	const n = a.predicted + d.predicted;
	const fp = a.fp + d.fp;
	const right = a.tp + a.tn + d.tp + d.tn;
	const mean = (2 * fp + right) / n;
	if (mean === 0) return undefinedFor('zero-by-zero');
	return valued(((4 * fp + right) / (mean * mean) - n) / (2 * n));
}
