import * as v from 'valibot';
import { isTemporalType } from '../table/schema';
import type { FeatureStatistics } from './batch';
import { familyOf } from './family';
import { valuesKept } from './statistics';

const number = v.number();
const values = v.array(v.string());

/** How a feature of a batch stands off from the batch before. Shares are from 0 to 1. */
export const BatchWarningSchema = v.variant('code', [
	v.object({ code: v.literal('type'), feature: v.string(), before: v.string(), now: v.string() }),
	v.object({ code: v.literal('missing'), feature: v.string(), before: number, now: number }),
	/** The mean moved by `shift` standard deviations of the batch before. */
	v.object({ code: v.literal('mean'), feature: v.string(), before: number, now: number, shift: number }),
	/** Values outside what the batch before held, by more than the limit's share of its span. */
	v.object({
		code: v.literal('range'),
		feature: v.string(),
		before: v.tuple([number, number]),
		now: v.tuple([number, number])
	}),
	v.object({ code: v.literal('new-values'), feature: v.string(), values, share: number }),
	v.object({ code: v.literal('gone-values'), feature: v.string(), values, share: number })
]);
export type BatchWarning = v.InferOutput<typeof BatchWarningSchema>;

export interface ValidationLimits {
	/** The share of missing values may move by this. */
	readonly missing: number;
	/** The mean may move by so many standard deviations of the batch before. */
	readonly mean: number;
	/** Values may lie outside the range before by this share of its span. */
	readonly range: number;
	/** New or gone values may hold this share of the rows that have one. */
	readonly values: number;
}

export const usualLimits: ValidationLimits = { missing: 0.05, mean: 0.5, range: 0.1, values: 0.01 };

interface Measured {
	readonly rows: number;
	readonly statistics: readonly FeatureStatistics[];
}

/** A batch against the one before it: what moved beyond the limits, in the order of the features. */
export function validateBatch(before: Measured, now: Measured, limits: ValidationLimits = usualLimits): BatchWarning[] {
	return now.statistics.flatMap((current): BatchWarning[] => {
		const previous = before.statistics.find(({ name }) => name === current.name);
		if (!previous) return [];
		const feature = current.name;
		const shares = [missingShare(previous, before.rows), missingShare(current, now.rows)] as const;
		const gaps: BatchWarning[] =
			Math.abs(shares[1] - shares[0]) > limits.missing
				? [{ code: 'missing', feature, before: shares[0], now: shares[1] }]
				: [];
		if (shares[0] === 1 || shares[1] === 1) return gaps;
		const types: BatchWarning[] =
			previous.type === current.type ? [] : [{ code: 'type', feature, before: previous.type, now: current.type }];
		if (familyOf(previous.type) !== familyOf(current.type)) return [...types, ...gaps];
		return [
			...types,
			...gaps,
			...spreadWarnings(previous, current, limits),
			...valueWarnings(previous, current, before.rows, now.rows, limits)
		];
	});
}

function missingShare({ missing }: FeatureStatistics, rows: number): number {
	return rows === 0 ? 0 : missing / rows;
}

function spreadWarnings(before: FeatureStatistics, now: FeatureStatistics, limits: ValidationLimits): BatchWarning[] {
	if (isTemporalType(now.type) || before.mean === null || now.mean === null) return [];
	const warnings: BatchWarning[] = [];
	const feature = now.name;
	const spread = before.std ?? 0;
	const moved = Math.abs(now.mean - before.mean);
	const shift = spread > 0 ? moved / spread : moved > 0 ? Number.MAX_VALUE : 0;
	if (shift > limits.mean) warnings.push({ code: 'mean', feature, before: before.mean, now: now.mean, shift });
	const [from, to] = [before.min, before.max];
	if (
		typeof from === 'number' &&
		typeof to === 'number' &&
		typeof now.min === 'number' &&
		typeof now.max === 'number'
	) {
		const room = (to - from) * limits.range;
		if (now.min < from - room || now.max > to + room)
			warnings.push({ code: 'range', feature, before: [from, to], now: [now.min, now.max] });
	}
	return warnings;
}

/** Of text and truth values, where all that the other batch held are known. */
function valueWarnings(
	before: FeatureStatistics,
	now: FeatureStatistics,
	rowsBefore: number,
	rowsNow: number,
	limits: ValidationLimits
): BatchWarning[] {
	const isWhole = ({ distinct, top }: FeatureStatistics) => distinct <= valuesKept && top.length < valuesKept;
	if (familyOf(now.type) === 'number' || familyOf(now.type) === 'time') return [];
	const find = (
		code: 'new-values' | 'gone-values',
		one: FeatureStatistics,
		other: FeatureStatistics,
		rows: number
	): BatchWarning[] => {
		if (!isWhole(other)) return [];
		const known = new Set(other.top.map(({ value }) => value));
		const found = one.top.filter(({ value }) => !known.has(value));
		const share = found.reduce((sum, { count }) => sum + count, 0) / Math.max(1, rows - one.missing);
		return found.length > 0 && share > limits.values
			? [{ code, feature: now.name, values: found.map(({ value }) => value), share }]
			: [];
	};
	return [...find('new-values', now, before, rowsNow), ...find('gone-values', before, now, rowsBefore)];
}
