import { normal95, wilsonInterval } from '../clarify/wilson-interval';
import { quantileOf } from '../monitor/baseline';

/** How an interval was made; null where there is none. */
export type IntervalMethod = 'delong' | 'wilson' | 'bootstrap' | 'influence';

/** A figure with its 95 % interval; null where not defined. */
export interface Estimate {
	readonly value: number | null;
	readonly lower: number | null;
	readonly upper: number | null;
	readonly method: IntervalMethod | null;
}

export function withoutInterval(value: number | null): Estimate {
	return { value, lower: null, upper: null, method: null };
}

/** A share of rows; `rows` says how many there are, by their weights. */
export function shareEstimate(share: number | null, rows: number): Estimate {
	const interval = share === null ? null : wilsonInterval(share * rows, rows);
	return interval ? { value: share, ...interval, method: 'wilson' } : withoutInterval(share);
}

/** A figure whose rows each add `influence` to its error, kept within `least` and `most`. */
export function influenceEstimate(
	value: number | null,
	influence: ArrayLike<number>,
	{ least = -Infinity, most = Infinity, method = 'influence' as IntervalMethod } = {}
): Estimate {
	if (value === null) return withoutInterval(null);
	let variance = 0;
	for (let row = 0; row < influence.length; row++) variance += (influence[row] ?? 0) ** 2;
	const half = normal95 * Math.sqrt(variance);
	return { value, lower: Math.max(least, value - half), upper: Math.min(most, value + half), method };
}

/** A figure between the quantiles of its resamples; no interval where more than half of them have no value. */
export function bootstrapEstimate(value: number | null, drawn: Float64Array): Estimate {
	const sorted = drawn.filter((each) => !Number.isNaN(each)).sort();
	if (value === null || drawn.length === 0 || sorted.length * 2 < drawn.length) return withoutInterval(value);
	return { value, lower: quantileOf(sorted, 1, 40), upper: quantileOf(sorted, 39, 40), method: 'bootstrap' };
}

/**
 * How far a share lies from another, by Newcombe's square-and-add of their Wilson intervals (1998, method 10). For a part and its whole it is on the
 * careful side.
 */
export function shareDifference(share: Estimate, other: Estimate): Estimate {
	if (share.value === null || other.value === null) return withoutInterval(null);
	const value = share.value - other.value;
	const gap = (one: number | null, value: number | null) => (one ?? NaN) - (value ?? NaN);
	const below = Math.hypot(gap(share.lower, share.value), gap(other.upper, other.value));
	const above = Math.hypot(gap(share.upper, share.value), gap(other.lower, other.value));
	return { value, lower: value - below, upper: value + above, method: 'wilson' };
}
