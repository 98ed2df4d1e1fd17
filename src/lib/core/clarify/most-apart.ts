import type { FacetBias } from './bias';

/** The value whose label shares lie farthest from the rest, among those with at least 1 % of the rows. */
export function mostApart(facets: readonly FacetBias[]): string {
	const large = facets.filter(({ nFacet, n }) => nFacet * 100 >= n);
	const distance = ({ pre }: FacetBias) => pre.DPL?.value ?? -Infinity;
	const [first, ...others] = large.length > 0 ? large : facets;
	if (!first) return '';
	return others.reduce((worst, next) => (distance(next) > distance(worst) ? next : worst), first).value;
}
