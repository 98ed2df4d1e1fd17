import { labelLosses, squaredErrors } from './binary';
import { calibrationOf, type Calibration } from './calibration';
import { measurableRows, oneAgainstRest, type EvaluatedRows } from './evaluated-rows';
import { meanOf } from './mean';

/** One class against the rest by the probabilities a model gave before it was calibrated. */
export interface BeforeCalibration {
	readonly calibration: Calibration;
	/** Means over the rows; log loss in nats. NaN without rows. */
	readonly logLoss: number;
	readonly brier: number;
}

/** Measures probabilities from before calibration; `rows` holds them as its answers. */
export function beforeCalibration(rows: EvaluatedRows, positive: number): BeforeCalibration {
	const scored = oneAgainstRest(measurableRows(rows), positive);
	return {
		calibration: calibrationOf(scored),
		logLoss: meanOf(labelLosses(scored), scored.weights).value,
		brier: meanOf(squaredErrors(scored), scored.weights).value
	};
}
