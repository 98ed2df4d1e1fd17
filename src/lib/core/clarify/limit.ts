import * as v from 'valibot';
import { isPreMetric, postMetrics, preMetrics, type MetricName, type MetricReason } from './metric';

export const limitedMetrics: readonly MetricName[] = [...preMetrics, ...postMetrics, 'FT'];

/** Where a metric of a group has to lie. */
export const LimitSchema = v.strictObject({
	metric: v.picklist(limitedMetrics),
	/** Bounds the distance from 0, whichever side it is on. */
	absolute: v.optional(v.boolean(), false),
	side: v.picklist(['at-most', 'at-least']),
	bound: v.pipe(v.number(), v.finite()),
	/** Left out: every column looked at. */
	facet: v.optional(v.nullable(v.pipe(v.string(), v.minLength(1))), null),
	/** Left out: every group of the column. */
	value: v.optional(v.nullable(v.string()), null),
	/** Not judged where the group or the rest has fewer rows. */
	minRows: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
	/** A breach only where the whole interval lies beyond. */
	wholeInterval: v.optional(v.boolean(), false)
});
export type Limit = v.InferOutput<typeof LimitSchema>;

/** As a project keeps them. */
export const LimitsSchema = v.strictObject({ schemaVersion: v.literal(1), limits: v.array(LimitSchema) });

/** What is read of a metric: an interval, or for FT the range over ties. */
export interface Measured {
	readonly value: number | null;
	readonly lower?: number | null;
	readonly upper?: number | null;
	readonly lowest?: number | null;
	readonly highest?: number | null;
	readonly reason?: MetricReason | null;
}

/** What is read of a group of a report. */
export interface JudgedGroup {
	readonly facet: string;
	readonly value: string;
	readonly nFacet: number;
	readonly nRest: number;
	readonly pre: Readonly<Partial<Record<string, Measured>>>;
	readonly post: Readonly<Partial<Record<string, Measured>>> | null;
}

/** `undefined`: the metric has no value. `absent`: nothing of the report is what the limit is about. `small`: too few rows to judge. */
export type LimitFinding = 'within' | 'beyond' | 'undefined' | 'absent' | 'small';

/** One limit held against one group. */
export interface LimitCheck {
	readonly limit: Limit;
	readonly facet: string;
	readonly value: string;
	readonly measured: number | null;
	/** Ends of the 95 % interval; of FT, of the range over ties. */
	readonly lower: number | null;
	readonly upper: number | null;
	/** Rows of the group and of the rest, the fewer. */
	readonly rows: number;
	readonly finding: LimitFinding;
	/** The value lies beyond, but its interval, or another way for ties to break, reaches within. */
	readonly doubt: 'chance' | 'ties' | null;
	readonly reason: MetricReason | null;
}

/**
 * Holds every limit against every group it is about. A limit about no group of the report gives one check, `absent`. What has no value
 * is not within a limit. Where no interval is known the value alone is judged.
 */
export function checkLimits(limits: readonly Limit[], groups: readonly JudgedGroup[]): LimitCheck[] {
	return limits.flatMap((limit) => {
		const meant = groups.filter(
			({ facet, value }) =>
				(limit.facet === null || limit.facet === facet) && (limit.value === null || limit.value === value)
		);
		if (meant.length > 0) return meant.map((group) => checkLimit(limit, group));
		return [{ ...blank(limit), facet: limit.facet ?? '', value: limit.value ?? '' }];
	});
}

/** Limits of the project are about what a report measures; what it does not is no breach. */
export function isBreach({ finding }: LimitCheck): boolean {
	return finding === 'beyond' || finding === 'undefined';
}

function blank(limit: Limit) {
	const none = { measured: null, lower: null, upper: null, doubt: null, reason: null };
	return { limit, ...none, rows: 0, finding: 'absent' } as const;
}

function checkLimit(limit: Limit, { facet, value, nFacet, nRest, pre, post }: JudgedGroup): LimitCheck {
	const of = { ...blank(limit), facet, value, rows: Math.min(nFacet, nRest) };
	const metric = { ...pre, ...post }[limit.metric];
	if (!metric) return of;
	const found = {
		...of,
		measured: metric.value,
		lower: metric.lower ?? metric.lowest ?? null,
		upper: metric.upper ?? metric.highest ?? null,
		reason: metric.reason ?? null
	};
	const { measured, lower, upper } = found;
	if (of.rows < limit.minRows) return { ...found, finding: 'small' };
	if (measured === null) return { ...found, finding: 'undefined' };
	if (isWithin(limit, measured)) return { ...found, finding: 'within' };
	const reachesWithin = lower !== null && upper !== null && isWithin(limit, nearest(limit, lower, upper));
	const doubt = !reachesWithin ? null : limit.metric === 'FT' ? 'ties' : 'chance';
	return { ...found, finding: limit.wholeInterval && doubt !== null ? 'within' : 'beyond', doubt };
}

function isWithin({ absolute, side, bound }: Limit, value: number): boolean {
	const held = absolute ? Math.abs(value) : value;
	return side === 'at-most' ? held <= bound : held >= bound;
}

/** The value of an interval that comes nearest to being within. */
function nearest({ absolute, side }: Limit, lower: number, upper: number): number {
	if (!absolute) return side === 'at-most' ? lower : upper;
	const [low, high] = [Math.min(Math.abs(lower), Math.abs(upper)), Math.max(Math.abs(lower), Math.abs(upper))];
	return side === 'at-least' ? high : lower <= 0 && upper >= 0 ? 0 : low;
}

/**
 * Limits of a project held against what was measured: those on the data against the report of all rows, those on predictions against the
 * report of the rows that were predicted, where there is one.
 */
export function checkReports(
	limits: readonly Limit[],
	labels: readonly JudgedGroup[],
	predictions: readonly JudgedGroup[] | null
): LimitCheck[] {
	return limits.flatMap((limit) => checkLimits([limit], isPreMetric(limit.metric) ? labels : (predictions ?? labels)));
}
