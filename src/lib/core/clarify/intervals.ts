import { seededRandom } from '../random';
import { drawMultinomial } from '../sampling';
import type { FacetTable } from './tally';
import type { Metric, MetricValue } from './metric';

/**
 * Metrics with their 95 % percentile bootstrap intervals over `draws` multinomial resamples of the contingency table, which
 * is the same as resampling rows. None for 0 draws. Draws where a metric is undefined are left out; no interval, and the
 * reason says so, where that is more than half of them.
 */
export function withIntervals<Name extends string>(
	table: FacetTable,
	measure: (counts: Float64Array) => Partial<Record<Name, MetricValue>>,
	draws: number,
	seed: number
): Partial<Record<Name, Metric>> {
	const random = seededRandom(seed);
	const drawn = new Map<string, number[]>();
	const measured = Object.entries<MetricValue | undefined>(measure(table.counts));
	for (let draw = 0; draw < draws; draw++) {
		const again: Partial<Record<string, MetricValue>> = measure(drawMultinomial(table.counts, random));
		for (const name in again) {
			const value = again[name]?.value ?? null;
			if (value === null) continue;
			const known = drawn.get(name);
			if (known) known.push(value);
			else drawn.set(name, [value]);
		}
	}
	const metrics: Partial<Record<string, Metric>> = {};
	for (const [name, metric] of measured) if (metric) metrics[name] = bounded(metric, drawn.get(name) ?? [], draws);
	return metrics;
}

function bounded(metric: MetricValue, drawn: number[], draws: number): Metric {
	const none = { ...metric, lower: null, upper: null };
	if (metric.value === null || draws === 0) return none;
	if (drawn.length * 2 < draws) return { ...none, reason: metric.reason ?? 'interval-undefined' };
	const sorted = Float64Array.from(drawn).sort();
	return { ...metric, lower: quantile(sorted, 0.025), upper: quantile(sorted, 0.975) };
}

/** Between two order statistics, linearly; the nearer one where either is not finite. */
function quantile(sorted: Float64Array, share: number): number {
	const place = share * (sorted.length - 1);
	const low = sorted[Math.floor(place)] ?? NaN;
	const high = sorted[Math.ceil(place)] ?? low;
	if (!Number.isFinite(low) || !Number.isFinite(high)) return place - Math.floor(place) < 0.5 ? low : high;
	return low + (high - low) * (place - Math.floor(place));
}
