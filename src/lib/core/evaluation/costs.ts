import type { ThresholdCurve } from '../clarify/threshold-curve';
import { confusionAt, type Confusion } from './confusion';

/** What a row of each outcome costs, in any unit; below 0: it gains. */
export type Costs = Readonly<Record<keyof Confusion, number>>;

export const plainCosts: Costs = { truePositives: 0, falsePositives: 1, falseNegatives: 1, trueNegatives: 0 };

/** Mean cost a row; null without rows. */
export function meanCost(counts: Confusion, costs: Costs): number | null {
	const { truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn } = counts;
	const n = tp + fp + fn + tn;
	const sum =
		tp * costs.truePositives + fp * costs.falsePositives + fn * costs.falseNegatives + tn * costs.trueNegatives;
	return n > 0 ? sum / n : null;
}

export const thresholdAims = ['cost', 'f1', 'youden'] as const;
/** What a threshold is best by: least cost, highest F1, highest Youden's index (recall + specificity - 1). */
export type ThresholdAim = (typeof thresholdAims)[number];

/** The place on the curve that is best by each aim; of places as good the strictest. */
export function bestPlaces(curve: ThresholdCurve, costs: Costs): Record<ThresholdAim, number> {
	const { n, positives, truePositives, falsePositives } = curve;
	const negatives = n - positives;
	const best = { cost: 0, f1: 0, youden: 0 };
	const top = { cost: -Infinity, f1: -Infinity, youden: -Infinity };
	for (let place = 0; place < curve.cuts.length; place++) {
		const [tp, fp] = [truePositives[place] ?? 0, falsePositives[place] ?? 0];
		const value = {
			cost: -(meanCost(confusionAt(curve, place), costs) ?? 0),
			f1: (2 * tp) / (tp + fp + positives),
			youden: tp / positives - fp / negatives
		};
		for (const aim of thresholdAims) {
			if (!(value[aim] > top[aim])) continue;
			top[aim] = value[aim];
			best[aim] = place;
		}
	}
	return best;
}

/** The shortest decimal that cuts where a place of a curve does: at most its own score, above the next lower one. Infinity where none is called. */
export function cutAt({ cuts }: ThresholdCurve, place: number): number {
	const own = cuts[place] ?? Infinity;
	const next = cuts[place + 1] ?? -Infinity;
	for (let digits = 1; Number.isFinite(own) && digits <= 15; digits++) {
		const short = Number((Math.floor(own * 10 ** digits) / 10 ** digits).toFixed(digits));
		if (short > next && short <= own) return short;
	}
	return own;
}

/** At most `most` places of a curve, at even steps, the first and the last among them. */
export function spacedPlaces({ cuts }: ThresholdCurve, most: number): number[] {
	const last = cuts.length - 1;
	if (last < most) return Array.from(cuts.keys());
	return Array.from({ length: most }, (_, at) => Math.round((at * last) / (most - 1)));
}
