import { AppError } from '$lib/core/errors';
import type { FacetBias } from '$lib/core/clarify/bias';
import { postMetrics, preMetrics, type MetricName } from '$lib/core/clarify/metric';

export interface Limit {
	readonly text: string;
	readonly metric: MetricName;
	/** `|DPL|<=0.1` bounds the distance from 0. */
	readonly absolute: boolean;
	readonly atMost: boolean;
	readonly bound: number;
}

export interface LimitResult {
	readonly limit: string;
	readonly facet: string;
	readonly value: string;
	readonly metric: number | null;
	readonly ok: boolean;
}

const names: readonly MetricName[] = [...preMetrics, ...postMetrics, 'FT'];

/** `METRIC<=NUMBER`, `METRIC>=NUMBER` or `|METRIC|<=NUMBER`. */
export function parseLimit(text: string): Limit {
	const found = /^(\|?)([A-Z]+)\1\s*(<=|>=)\s*(\S+)$/.exec(text.trim());
	const metric = names.find((name) => name === found?.[2]);
	const bound = Number(found?.[4] ?? 'none');
	if (!found || !metric || Number.isNaN(bound))
		throw new AppError('usage/bad-option', {
			option: 'limit',
			value: text,
			allowed: `METRIC<=NUMBER, the metric one of ${names.join(', ')}`
		});
	return { text, metric, absolute: found[1] === '|', atMost: found[3] === '<=', bound };
}

/** Every limit on every facet. A metric without a value fails: what cannot be measured is not within a limit. */
export function checkLimits(limits: readonly Limit[], facets: readonly FacetBias[]): LimitResult[] {
	return limits.flatMap((limit) =>
		facets.map((facet) => {
			const value = metricOf(facet, limit.metric);
			const measured = value !== null && limit.absolute ? Math.abs(value) : value;
			const ok = measured !== null && (limit.atMost ? measured <= limit.bound : measured >= limit.bound);
			return { limit: limit.text, facet: facet.facet, value: facet.value, metric: value, ok };
		})
	);
}

function metricOf({ pre, post }: FacetBias, metric: MetricName): number | null {
	const all: Partial<Record<string, { readonly value: number | null }>> = { ...pre, ...post };
	return all[metric]?.value ?? null;
}
