import { divide, undefinedFor, valued, type MetricValue } from './metric';
import type { FacetTable } from './tally';

/**
 * Conditional demographic disparity, of labels or of predictions: (1/n) Σ_g n_g (the facet's share of the negatives in g
 * - its share of the positives in g); an empty side counts 0. Rows without a group (or a prediction) are left out.
 */
export function conditionalDisparity(table: FacetTable, of: 'label' | 'predicted', counts: Float64Array): MetricValue {
	const tallies = new Map(table.groups.map((group) => [group, { n: 0, yes: 0, no: 0, facetYes: 0, facetNo: 0 }]));
	table.cells.forEach((cell, at) => {
		const tally = cell.group === null ? undefined : tallies.get(cell.group);
		const outcome = cell[of];
		if (!tally || outcome === null) return;
		const count = counts[at] ?? 0;
		tally.n += count;
		tally[outcome ? 'yes' : 'no'] += count;
		if (cell.facet) tally[outcome ? 'facetYes' : 'facetNo'] += count;
	});
	let n = 0;
	let sum = 0;
	for (const tally of tallies.values()) {
		n += tally.n;
		sum += tally.n * (divide(tally.facetNo, tally.no) - divide(tally.facetYes, tally.yes));
	}
	return n === 0 ? undefinedFor('no-rows-in-groups') : valued(sum / n);
}
