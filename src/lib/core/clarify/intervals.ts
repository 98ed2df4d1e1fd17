import { seededRandom } from '../random';
import { drawMultinomial } from '../sampling';
import type { FacetTable } from './tally';
import type { Metric, MetricValue } from './metric';

/**
 * Metrics with their 95 % percentile bootstrap intervals over `draws` multinomial resamples of the contingency table, which
 * is the same as resampling rows. None for 0 draws. Draws where a metric is undefined are left out; no interval where
 * that is more than half of them.
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
		const again = measure(drawMultinomial(table.counts, random));
		for (const [name, metric] of Object.entries<MetricValue | undefined>(again)) {
			if (!metric || metric.value === null) continue;
			const known = drawn.get(name);
			if (known) known.push(metric.value);
			else drawn.set(name, [metric.value]);
		}
	}
	const metrics: Partial<Record<string, Metric>> = {};
	for (const [name, metric] of measured)
		if (metric) metrics[name] = { ...metric, ...bounds(metric, drawn.get(name) ?? [], draws) };
	return metrics;
}

function bounds(metric: MetricValue, drawn: number[], draws: number): Pick<Metric, 'lower' | 'upper'> {
	if (metric.value === null || draws === 0 || drawn.length * 2 < draws) return { lower: null, upper: null };
	const sorted = Float64Array.from(drawn).sort();
	return { lower: quantile(sorted, 0.025), upper: quantile(sorted, 0.975) };
}

/** Between two order statistics, linearly; the nearer one where either is not finite. */
function quantile(sorted: Float64Array, share: number): number {
	const place = share * (sorted.length - 1);
	const low = sorted[Math.floor(place)] ?? NaN;
	const high = sorted[Math.ceil(place)] ?? low;
	if (!Number.isFinite(low) || !Number.isFinite(high)) return place - Math.floor(place) < 0.5 ? low : high;
	return low + (high - low) * (place - Math.floor(place));
}
