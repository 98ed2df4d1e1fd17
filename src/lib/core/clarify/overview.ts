import type { BiasReport, FacetBias } from './bias';
import { fairValue, isPreMetric, type Metric } from './metric';

/** Metrics that say who fares worse, one number each, in the order of the overview. */
export const headlineMetrics = ['DPL', 'CDDL', 'DPPL', 'DI', 'CDDPL', 'RD', 'AD'] as const;
export type HeadlineMetric = (typeof headlineMetrics)[number];

export interface Headline {
	readonly metric: HeadlineMetric;
	readonly value: number | null;
	/** How far from no bias, 0 to 1: a difference of 0.3, or a ratio of 1 to 2, is as far as is told apart. */
	readonly severity: number;
	/** Whether the group fares worse than the rest; null where neither does. */
	readonly isWorse: boolean | null;
	/** Whether the interval leaves no bias out, and the sides are large enough for it to mean something. */
	readonly isSure: boolean;
}

export interface OverviewRow {
	readonly before: FacetBias;
	readonly after: FacetBias | null;
	readonly headlines: readonly (Headline | null)[];
}

/** The headline metrics that a report has, in order. */
export function headlinesOf(before: BiasReport, after: BiasReport | null): HeadlineMetric[] {
	const there = (metric: HeadlineMetric) =>
		[...before.facets, ...(after?.facets ?? [])].some((facet) => metricOf(facet, metric) !== undefined);
	return headlineMetrics.filter(there);
}

/**
 * Every group with its headline metrics: of the labels from the whole table, of predictions from the rows that have them. Groups
 * that surely fare worse come first, then those that surely fare better, the farthest from no bias before the others.
 */
export function overviewRows(before: BiasReport, after: BiasReport | null): OverviewRow[] {
	const metrics = headlinesOf(before, after);
	const rows = before.facets.map((facet): OverviewRow => {
		const told = after?.facets.find(({ facet: name, value }) => name === facet.facet && value === facet.value) ?? null;
		return {
			before: facet,
			after: told,
			headlines: metrics.map((name) => {
				const source = metricOf(facet, name) ? facet : told;
				const metric = source && metricOf(source, name);
				return metric ? headline(name, metric, isSmall(source)) : null;
			})
		};
	});
	const rank = ({ isSure, isWorse, severity }: Headline) => severity + (isSure ? (isWorse === true ? 2 : 1) : 0);
	const worst = ({ headlines }: OverviewRow) => Math.max(0, ...headlines.map((line) => (line ? rank(line) : 0)));
	return rows.sort((a, b) => worst(b) - worst(a));
}

function metricOf({ pre, post }: FacetBias, name: HeadlineMetric): Metric | undefined {
	return isPreMetric(name) ? pre[name] : post?.[name];
}

/** Of a few rows that are all alike, every resample is alike too: their interval is a point, and says nothing. */
function isSmall({ warnings }: FacetBias): boolean {
	return warnings.some(({ code }) => code === 'small-group' || code === 'few-predictions');
}

function headline(name: HeadlineMetric, { value, lower, upper }: Metric, small: boolean): Headline {
	const fair = fairValue(name);
	const none = { metric: name, value, severity: 0, isWorse: null, isSure: false };
	if (value === null) return none;
	const isRatio = name === 'DI';
	const severity = isRatio ? 2 * (1 - Math.min(value, 1 / value)) : Math.abs(value) / 0.3;
	return {
		metric: name,
		value,
		severity: Math.min(1, severity),
		isWorse: value === fair ? null : isRatio ? value < fair : value > fair,
		isSure: !small && lower !== null && upper !== null && (lower > fair || upper < fair)
	};
}
