import type { ThresholdCurve } from '../clarify/threshold-curve';
import { confusionAt } from './confusion';
import { spacedPlaces } from './costs';

/** What a threshold does, as shares; NaN or null where they are not defined. */
export interface CurvePoint {
	/** The least score that is called positive; Infinity above all of them. */
	readonly threshold: number;
	/** Share of negatives called. */
	readonly falsePositiveRate: number;
	/** Share of positives called. */
	readonly recall: number;
	/** Share of calls that are right; null where no row is called. */
	readonly precision: number | null;
}

export function curvePoint(curve: ThresholdCurve, place: number): CurvePoint {
	const { truePositives: tp, falsePositives: fp } = confusionAt(curve, place);
	return {
		threshold: curve.cuts[place] ?? Infinity,
		falsePositiveRate: fp / (curve.n - curve.positives),
		recall: tp / curve.positives,
		precision: tp + fp > 0 ? tp / (tp + fp) : null
	};
}

/** At most `most` points of a curve, the strictest threshold first. */
export function curvePoints(curve: ThresholdCurve, most: number): CurvePoint[] {
	return spacedPlaces(curve, most).map((place) => curvePoint(curve, place));
}
