import { groupRates } from './group-rates';
import type { SideTally } from './tally';

/** The metrics whose two sides are shares that people know by name. */
export const namedRates = ['DPL', 'DPPL', 'AD', 'DAR', 'RD', 'SD'] as const;
export type GroupRate = (typeof namedRates)[number];

/** A share of the group, of the rest and of both together; null where there is nothing to take a share of. */
export interface RateLine {
	readonly rate: GroupRate;
	readonly facet: number | null;
	readonly rest: number | null;
	readonly all: number | null;
}

/** The shares of a group and of the rest: the outcome alone where nothing was predicted. */
export function rateLines(inFacet: SideTally, rest: SideTally): RateLine[] {
	const isPredicted = inFacet.predicted + rest.predicted > 0;
	const all = sum(inFacet, rest);
	return namedRates.flatMap((rate) => {
		if (rate !== 'DPL' && !isPredicted) return [];
		const of = (side: SideTally) =>
			hasShare(side, rate) ? (groupRates({ inFacet: side, rest: side }, rate)?.facet ?? null) : null;
		return [{ rate, facet: of(inFacet), rest: of(rest), all: of(all) }];
	});
}

/** Where nothing is to be shared out, 0 of 0 counts as 0 in a metric; here it is no figure. */
function hasShare({ n, predicted, tp, fp, fn, tn }: SideTally, rate: GroupRate): boolean {
	const whole = { DPL: n, DPPL: predicted, AD: predicted, DAR: tp + fp, RD: tp + fn, SD: tn + fp };
	return whole[rate] > 0;
}

function sum(a: SideTally, b: SideTally): SideTally {
	return {
		n: a.n + b.n,
		positive: a.positive + b.positive,
		predicted: a.predicted + b.predicted,
		tp: a.tp + b.tp,
		fp: a.fp + b.fp,
		fn: a.fn + b.fn,
		tn: a.tn + b.tn
	};
}
