import { divide, undefinedFor, valued, type MetricValue } from './metric';
import { isFacetPlace, outcomeAt, type FacetTable } from './tally';

/**
 * Conditional demographic disparity, of labels or of predictions: (1/n) Σ_g n_g (the facet's share of the negatives in g
 * - its share of the positives in g); an empty side counts 0. Rows without a group (or a prediction) are left out.
 */
export function conditionalDisparity(
	{ said, group, groups }: FacetTable,
	of: 'label' | 'predicted',
	counts: Float64Array
): MetricValue {
	// by group: negatives of the rest, positives of the rest, negatives of the facet, positives of the facet
	const sums = new Float64Array(4 * groups);
	for (let at = 0; at < said.length; at++) {
		const place = said[at] ?? 0;
		const outcome = outcomeAt(place, of);
		const own = group[at] ?? -1;
		if (own < 0 || outcome < 0) continue;
		const into = 4 * own + (isFacetPlace(place) ? 2 : 0) + outcome;
		sums[into] = (sums[into] ?? 0) + (counts[at] ?? 0);
	}
	let n = 0;
	let sum = 0;
	for (let at = 0; at < sums.length; at += 4) {
		const [no = 0, yes = 0, facetNo = 0, facetYes = 0] = [sums[at], sums[at + 1], sums[at + 2], sums[at + 3]];
		const rows = no + yes + facetNo + facetYes;
		n += rows;
		sum += rows * (divide(facetNo, no + facetNo) - divide(facetYes, yes + facetYes));
	}
	return n === 0 ? undefinedFor('no-rows-in-groups') : valued(sum / n);
}
