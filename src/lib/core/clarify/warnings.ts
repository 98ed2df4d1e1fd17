import type { Metric, MetricName } from './metric';
import { facetParts, type Facet } from './selector';
import type { SideTally } from './tally';

type Side = 'facet' | 'rest';

/** Why the figures of a group are to be read with care. */
export type BiasWarning =
	/** Fewer than `smallGroup` rows on a side: one row more or less moves every share by points. */
	| { readonly code: 'small-group'; readonly side: Side; readonly rows: number }
	/** Fewer than `fewOutcomes` rows with the good (the other) label: shares near 0 or 1, whose interval is too narrow. */
	| { readonly code: 'few-positives' | 'few-negatives'; readonly side: Side; readonly rows: number }
	/** A side that is large enough has few rows with a prediction. */
	| { readonly code: 'few-predictions'; readonly side: Side; readonly rows: number }
	| { readonly code: 'no-positive-prediction'; readonly side: Side }
	/** The interval of a difference of shares is wider than `wideInterval`: it says next to nothing. */
	| { readonly code: 'wide-interval'; readonly metric: MetricName; readonly width: number }
	/** Nothing lies above a threshold, or everything does; `bound` is the largest, or the smallest, value. */
	| {
			readonly code: 'nothing-above' | 'everything-above';
			readonly column: string;
			readonly threshold: number;
			readonly bound: number | null;
	  };

/** The least and the largest number of a column; null where it holds none. */
export interface Reach {
	readonly least: number | null;
	readonly most: number | null;
}

export const smallGroup = 30;
export const fewOutcomes = 5;
export const wideInterval = 0.3;

/** The warnings of one group, from the sizes of its sides and the intervals of its differences. Empty sides have a reason of their own. */
export function groupWarnings(
	sides: Readonly<Record<Side, SideTally>>,
	isPredicted: boolean,
	metrics: Partial<Record<MetricName, Pick<Metric, 'lower' | 'upper'>>>
): BiasWarning[] {
	const found: BiasWarning[] = [];
	for (const side of ['facet', 'rest'] as const) {
		const { n, positive, predicted, tp, fp } = sides[side];
		if (n === 0) continue;
		if (n < smallGroup) found.push({ code: 'small-group', side, rows: n });
		else if (positive < fewOutcomes) found.push({ code: 'few-positives', side, rows: positive });
		else if (n - positive < fewOutcomes) found.push({ code: 'few-negatives', side, rows: n - positive });
		if (!isPredicted) continue;
		if (n >= smallGroup && predicted < smallGroup) found.push({ code: 'few-predictions', side, rows: predicted });
		if (predicted > 0 && tp + fp === 0) found.push({ code: 'no-positive-prediction', side });
	}
	for (const metric of ['DPL', 'DPPL'] as const) {
		const { lower, upper } = metrics[metric] ?? { lower: null, upper: null };
		if (lower !== null && upper !== null && upper - lower > wideInterval)
			found.push({ code: 'wide-interval', metric, width: upper - lower });
	}
	return found;
}

/** Says of thresholds that leave a side empty what the values reach to. */
export function thresholdWarnings(facet: Facet, reaches: Readonly<Record<string, Reach>>): BiasWarning[] {
	return facetParts(facet).flatMap(({ column, selection }): BiasWarning[] => {
		const reach = reaches[column];
		if (!reach || !('threshold' in selection)) return [];
		const { threshold } = selection;
		const { least, most } = reach;
		if (most === null || most <= threshold) return [{ code: 'nothing-above', column, threshold, bound: most }];
		if (least !== null && least > threshold) return [{ code: 'everything-above', column, threshold, bound: least }];
		return [];
	});
}
