import type { FacetBias } from './bias';
import { divide, type MetricName } from './metric';
import type { SideTally } from './tally';

export interface GroupRates {
	readonly facet: number;
	readonly rest: number;
}

/** The two figures a metric compares, one a side; null where it compares whole distributions, or a figure is not finite. */
export function groupRates(
	{ inFacet, rest }: Pick<FacetBias, 'inFacet' | 'rest'>,
	metric: MetricName
): GroupRates | null {
	const read = rateOf(metric, inFacet.n + rest.n);
	if (!read) return null;
	const rates = { facet: read(inFacet), rest: read(rest) };
	return Number.isFinite(rates.facet) && Number.isFinite(rates.rest) ? rates : null;
}

function rateOf(metric: MetricName, n: number): ((side: SideTally) => number) | null {
	switch (metric) {
		case 'CI':
			return (side) => divide(side.n, n);
		case 'DPL':
			return (side) => divide(side.positive, side.n);
		case 'DPPL':
		case 'DI':
			return (side) => divide(side.tp + side.fp, side.predicted);
		case 'RD':
			return (side) => divide(side.tp, side.tp + side.fn);
		case 'SD':
			return (side) => divide(side.tn, side.tn + side.fp);
		case 'DAR':
			return (side) => divide(side.tp, side.tp + side.fp);
		case 'DRR':
			return (side) => divide(side.tn, side.tn + side.fn);
		case 'AD':
			return (side) => divide(side.tp + side.tn, side.predicted);
		case 'DCA':
			return (side) => divide(side.tp + side.fn, side.tp + side.fp);
		case 'DCR':
			return (side) => divide(side.tn + side.fp, side.tn + side.fn);
		case 'TE':
			return (side) => divide(side.fn, side.fp);
		default:
			return null;
	}
}
