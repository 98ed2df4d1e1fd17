import type { Checkpoint } from './checkpoint';
import { equalApproval, outcomeOf, type Criterion, type ThresholdOutcome } from './threshold';
import { thresholdCurves, type ScoredRows } from './threshold-curve';
import { leastGap, tradeOff, type Frontier } from './threshold-frontier';

export interface ThresholdJob {
	readonly rows: ScoredRows;
	/** The one threshold for all that is compared with. */
	readonly threshold: number;
	readonly criterion: Criterion;
}

export interface ThresholdTrade {
	readonly before: ThresholdOutcome;
	/** Every group approved as often as the one threshold approves all rows together. */
	readonly sameShare: ThresholdOutcome;
	readonly frontier: Frontier;
	/** The gap that one row of the smallest group makes. */
	readonly leastGap: number;
}

/** What one threshold does, and all that a threshold a group can do, to rows with scores. */
export async function tradeThresholds(
	{ rows, threshold, criterion }: ThresholdJob,
	checkpoint: Checkpoint
): Promise<ThresholdTrade> {
	await checkpoint(0, 1);
	const curves = thresholdCurves(rows);
	return {
		before: outcomeOf(curves, threshold),
		sameShare: equalApproval(curves, threshold),
		frontier: await tradeOff(curves, criterion, checkpoint),
		leastGap: leastGap(curves, criterion)
	};
}
