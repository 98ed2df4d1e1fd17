/** Why a metric has no value, or how its value came about where that is not plain. */
export type MetricReason =
	| 'empty-facet'
	| 'empty-rest'
	| 'no-predictions'
	| 'no-rows-in-groups'
	| 'no-label-in-both'
	| 'label-missing-on-one-side'
	| 'zero-by-zero'
	| 'infinity-minus-infinity'
	| 'no-numeric-columns'
	| 'rows-incomplete'
	| 'rows-sampled'
	| 'interval-undefined';

export interface MetricValue {
	readonly value: number | null;
	readonly reason: MetricReason | null;
}

export interface Metric extends MetricValue {
	/** Bounds of the 95 % bootstrap interval; null where none was asked for or none can be had. */
	readonly lower: number | null;
	readonly upper: number | null;
}

export const preMetrics = ['CI', 'DPL', 'KL', 'JS', 'LP', 'TVD', 'KS', 'CDDL'] as const;
export const postMetrics = ['DPPL', 'DI', 'DCA', 'DCR', 'RD', 'SD', 'DAR', 'DRR', 'AD', 'TE', 'GE', 'CDDPL'] as const;
export type PreMetric = (typeof preMetrics)[number];
export type PostMetric = (typeof postMetrics)[number];
export function isPreMetric<Name extends string>(name: Name): name is Name & PreMetric {
	return preMetrics.some((metric) => metric === name);
}
export function isPostMetric<Name extends string>(name: Name): name is Name & PostMetric {
	return postMetrics.some((metric) => metric === name);
}
export type MetricName = PreMetric | PostMetric | 'FT';

/** The value of no bias: 1 for the ratio, 0 for every difference and distance. */
export function fairValue(metric: MetricName): number {
	return metric === 'DI' ? 1 : 0;
}

/** Least and largest value a metric can have. */
export function metricRange(metric: MetricName): readonly [number, number] {
	switch (metric) {
		case 'KL':
		case 'DI':
		case 'GE':
			return [0, Infinity];
		case 'JS':
			return [0, Math.LN2];
		case 'LP':
			return [0, Math.SQRT2];
		case 'TVD':
		case 'KS':
			return [0, 1];
		case 'DCA':
		case 'DCR':
		case 'TE':
			return [-Infinity, Infinity];
		default:
			return [-1, 1];
	}
}

/** x / y with 0/0 = 0 and x/0 = Infinity of x's sign. */
export function divide(x: number, y: number): number {
	if (y !== 0) return x / y;
	return x === 0 ? 0 : x > 0 ? Infinity : -Infinity;
}

export function valued(value: number, reason: MetricReason | null = null): MetricValue {
	return { value, reason };
}

export function undefinedFor(reason: MetricReason): MetricValue {
	return { value: null, reason };
}

/** a.x/a.y - b.x/b.y by `divide`; Infinity - Infinity = 0, and the reason says so. */
export function differenceOfRatios(a: readonly [number, number], b: readonly [number, number]): MetricValue {
	const left = divide(...a);
	const right = divide(...b);
	if (!Number.isFinite(left) && left === right) return valued(0, 'infinity-minus-infinity');
	const undetermined = [a, b].some(([x, y]) => x === 0 && y === 0);
	return valued(left - right, undetermined ? 'zero-by-zero' : null);
}
