import { conditionalDisparity } from './disparity';
import { undefinedFor, valued, type MetricValue, type PreMetric } from './metric';
import type { FacetTable, Tallies } from './tally';

/**
 * Bias in the labels: the facet d against the rest a, labels collapsed to positive and not. Formulas and edge cases:
 * SageMaker Clarify's open library smclarify 0.5, KL to KS over the labels that both sides have, not renormalised. Undefined
 * where a side is empty. `CDDL` only with groups.
 */
export function preTrainingBias(
	table: FacetTable,
	grouped: boolean,
	counts: Float64Array,
	{ facet: d, rest: a }: Tallies
): Partial<Record<PreMetric, MetricValue>> {
	const empty = d.n === 0 ? 'empty-facet' : a.n === 0 ? 'empty-rest' : null;
	const names: readonly PreMetric[] = [
		'CI',
		'DPL',
		'KL',
		'JS',
		'LP',
		'TVD',
		'KS',
		...(grouped ? (['CDDL'] as const) : [])
	];
	if (empty) return Object.fromEntries(names.map((name) => [name, undefinedFor(empty)]));
	const qa = a.positive / a.n;
	const qd = d.positive / d.n;
	return {
		CI: valued((a.n - d.n) / (a.n + d.n)),
		DPL: valued(qa - qd),
		...labelDistances([1 - qa, qa], [1 - qd, qd]),
		...(grouped ? { CDDL: conditionalDisparity(table, 'label', counts) } : {})
	};
}

export type Distance = 'KL' | 'JS' | 'LP' | 'TVD' | 'KS';

/** How far the shares of labels of the rest `a` and of the facet `d` lie apart, class by class in the same order. */
export function labelDistances(a: readonly number[], d: readonly number[]): Record<Distance, MetricValue> {
	const both = a.map((pa, at) => [pa, d[at] ?? 0] as const).filter(([pa, pd]) => pa > 0 && pd > 0);
	const oneSided = a.some((pa, at) => pa > 0 !== (d[at] ?? 0) > 0);
	const sum = (term: (pa: number, pd: number) => number) => both.reduce((total, [pa, pd]) => total + term(pa, pd), 0);
	const distance = (value: number): MetricValue =>
		both.length === 0 ? undefinedFor('no-label-in-both') : valued(value, oneSided ? 'label-missing-on-one-side' : null);
	const toMiddle = (p: number, pa: number, pd: number) => p * Math.log(p / ((pa + pd) / 2));
	return {
		KL: distance(sum((pa, pd) => pa * Math.log(pa / pd))),
		JS: distance(sum((pa, pd) => (toMiddle(pa, pa, pd) + toMiddle(pd, pa, pd)) / 2)),
		LP: distance(Math.sqrt(sum((pa, pd) => (pa - pd) ** 2))),
		TVD: distance(sum((pa, pd) => Math.abs(pa - pd)) / 2),
		KS: distance(both.reduce((most, [pa, pd]) => Math.max(most, Math.abs(pa - pd)), 0))
	};
}
