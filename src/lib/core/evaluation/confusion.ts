import type { ThresholdCurve } from '../clarify/threshold-curve';
import { seededRandom } from '../random';
import { drawMultinomial } from '../sampling';
import { bootstrapEstimate, shareEstimate, type Estimate } from './estimate';

/** Rows by truth and by what they are called, by their weights. */
export interface Confusion {
	readonly truePositives: number;
	readonly falsePositives: number;
	readonly falseNegatives: number;
	readonly trueNegatives: number;
}

export const thresholdMetrics = [
	'accuracy',
	'balancedAccuracy',
	'precision',
	'recall',
	'specificity',
	'f1',
	'mcc',
	'kappa',
	'calledShare'
] as const;
/** What a threshold gives: `recall` is the share of positives found, `calledShare` that of all rows called positive. */
export type ThresholdMetric = (typeof thresholdMetrics)[number];

/** The confusion at a place of a curve. */
export function confusionAt({ n, positives, truePositives, falsePositives }: ThresholdCurve, place: number): Confusion {
	const [found, alarms] = [truePositives[place] ?? 0, falsePositives[place] ?? 0];
	return {
		truePositives: found,
		falsePositives: alarms,
		falseNegatives: positives - found,
		trueNegatives: n - positives - alarms
	};
}

/**
 * Metrics of a confusion, null where not defined (no row called: no precision). `mcc` is Matthews' correlation coefficient, 0 where a row
 * or column of the table is empty; `kappa` Cohen's.
 */
export function confusionMetrics(counts: Confusion): Record<ThresholdMetric, number | null> {
	const { truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn } = counts;
	const n = tp + fp + fn + tn;
	const share = (part: number, whole: number) => (whole > 0 ? part / whole : null);
	const [recall, specificity] = [share(tp, tp + fn), share(tn, tn + fp)];
	const square = (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn);
	const chance = n > 0 ? ((tp + fp) * (tp + fn) + (tn + fp) * (tn + fn)) / n ** 2 : 1;
	return {
		accuracy: share(tp + tn, n),
		balancedAccuracy: recall === null || specificity === null ? null : (recall + specificity) / 2,
		precision: share(tp, tp + fp),
		recall,
		specificity,
		f1: share(2 * tp, 2 * tp + fp + fn),
		mcc: n === 0 ? null : square > 0 ? (tp * tn - fp * fn) / Math.sqrt(square) : 0,
		kappa: chance < 1 ? ((tp + tn) / n - chance) / (1 - chance) : null,
		calledShare: share(tp + fp, n)
	};
}

const draws = 400;

/**
 * The metrics of a confusion with their intervals: Wilson's for shares of rows, for the others a bootstrap over the four cells, which is the
 * same as resampling rows. `scale` turns weights to rows: effective rows over the sum of weights. Fast enough to follow a slider.
 */
export function confusionEstimates(counts: Confusion, scale: number, seed: number): Record<ThresholdMetric, Estimate> {
	const { truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn } = counts;
	const metrics = confusionMetrics(counts);
	const random = seededRandom(seed);
	const cells = Float64Array.of(tp, fp, fn, tn).map((weight) => weight * scale);
	const resamples = Array.from({ length: draws }, () => {
		const [a = 0, b = 0, c = 0, d = 0] = drawMultinomial(cells, random);
		return confusionMetrics({ truePositives: a, falsePositives: b, falseNegatives: c, trueNegatives: d });
	});
	const resampled = (name: ThresholdMetric) =>
		bootstrapEstimate(
			metrics[name],
			Float64Array.from(resamples, (each) => each[name] ?? NaN)
		);
	const shareOf = (name: ThresholdMetric, weight: number) => shareEstimate(metrics[name], weight * scale);
	return {
		accuracy: shareOf('accuracy', tp + fp + fn + tn),
		balancedAccuracy: resampled('balancedAccuracy'),
		precision: shareOf('precision', tp + fp),
		recall: shareOf('recall', tp + fn),
		specificity: shareOf('specificity', tn + fp),
		f1: resampled('f1'),
		mcc: resampled('mcc'),
		kappa: resampled('kappa'),
		calledShare: shareOf('calledShare', tp + fp + fn + tn)
	};
}
