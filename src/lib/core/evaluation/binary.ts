import type { Checkpoint } from '../clarify/checkpoint';
import { thresholdCurves, type ThresholdCurve } from '../clarify/threshold-curve';
import { bootstrap, drawsFor } from './bootstrap';
import { calibrationOf, type Calibration } from './calibration';
import { aucShares } from './delong';
import { bootstrapEstimate, influenceEstimate, type Estimate } from './estimate';
import { effectiveRows, leastProbability, type ScoredLabels } from './evaluated-rows';
import { decilesOf, type Decile } from './lift';
import { meanOf } from './mean';
import { bandSteps, measureRanking, rank, rankingFigures } from './ranking';

export const scoreMetrics = ['auc', 'averagePrecision', 'logLoss', 'brier', 'ks', 'gini'] as const;
/** What scores are worth whatever the threshold. */
export type ScoreMetric = (typeof scoreMetrics)[number];

/** A curve's 95 % interval at even places from 0 to 1; NaN where it has none. */
export interface Band {
	readonly lower: Float64Array;
	readonly upper: Float64Array;
}

/** Weight of rows by score in even bins from 0 to 1. */
export interface ScoreHistogram {
	readonly positives: Float64Array;
	readonly negatives: Float64Array;
}

/** One class against the rest. */
export interface BinaryEvaluation {
	/** The class that is called positive, by its number. */
	readonly positive: number;
	readonly rows: { readonly positives: number; readonly negatives: number };
	/** Effective rows over the sum of weights: 1 where every row counts 1. */
	readonly scale: number;
	readonly curve: ThresholdCurve;
	readonly figures: Readonly<Record<ScoreMetric, Estimate>>;
	/** True positive rates by false positive rates, and precisions by recalls. */
	readonly bands: { readonly roc: Band; readonly precision: Band };
	readonly calibration: Calibration;
	readonly histogram: ScoreHistogram;
	readonly deciles: readonly Decile[];
}

/** Evaluates scores of a class: intervals by DeLong for AUC, a bootstrap of `seed` for what depends on the order of all rows. */
export async function evaluateBinary(
	rows: ScoredLabels,
	positive: number,
	seed: number,
	checkpoint: Checkpoint
): Promise<BinaryEvaluation> {
	const { labels, weights } = rows;
	const positives = labels.reduce((sum, label) => sum + label, 0);
	const curve = curveOf(rows);
	const shares = aucShares(rows);
	const auc = influenceEstimate(shares.auc, shares.influence, { least: 0, most: 1, method: 'delong' });
	const mean = ({ value, influence }: ReturnType<typeof meanOf>) =>
		influenceEstimate(Number.isNaN(value) ? null : value, influence, { least: 0 });
	const ranked = rank(rows);
	const point = new Float64Array(rankingFigures).fill(NaN);
	measureRanking(ranked, weights, point);
	const drawn = await bootstrap(
		{ weights, draws: shares.auc === null ? 0 : drawsFor(labels.length), seed },
		rankingFigures,
		(resampled, into) => measureRanking(ranked, resampled, into),
		checkpoint
	);
	const resampled = (figure: number) => {
		const value = point[figure] ?? NaN;
		return bootstrapEstimate(Number.isNaN(value) ? null : value, drawn[figure] ?? point);
	};
	const band = (from: number): Band => {
		const estimates = Array.from({ length: bandSteps + 1 }, (_, step) => resampled(from + step));
		return {
			lower: Float64Array.from(estimates, ({ lower }) => lower ?? NaN),
			upper: Float64Array.from(estimates, ({ upper }) => upper ?? NaN)
		};
	};
	return {
		positive,
		rows: { positives, negatives: labels.length - positives },
		scale: curve.n > 0 ? effectiveRows(weights) / curve.n : 1,
		curve,
		figures: {
			auc,
			averagePrecision: resampled(0),
			logLoss: mean(meanOf(labelLosses(rows), weights)),
			brier: mean(meanOf(squaredErrors(rows), weights)),
			ks: resampled(1),
			gini: giniOf(auc)
		},
		bands: { roc: band(2), precision: band(3 + bandSteps) },
		calibration: calibrationOf(rows),
		histogram: histogramOf(rows),
		deciles: decilesOf(curve)
	};
}

/** What every threshold does. */
export function curveOf({ labels, scores, weights }: ScoredLabels): ThresholdCurve {
	const group = new Int32Array(labels.length);
	const [curve] = thresholdCurves({ group, label: labels, score: scores, groups: 1, weight: weights });
	const empty = new Float64Array(1);
	return curve ?? { n: 0, positives: 0, cuts: empty, truePositives: empty, falsePositives: empty };
}

/** Cross entropy of each row, in nats */
export function labelLosses({ labels, scores }: ScoredLabels): Float64Array {
	return scores.map((score, row) => -Math.log(Math.max(labels[row] === 1 ? score : 1 - score, leastProbability)));
}

export function squaredErrors({ labels, scores }: ScoredLabels): Float64Array {
	return scores.map((score, row) => (score - (labels[row] ?? 0)) ** 2);
}

/** Gini's coefficient: twice the area between the ROC curve and the diagonal. */
function giniOf({ value, lower, upper, method }: Estimate): Estimate {
	const twice = (area: number | null) => (area === null ? null : 2 * area - 1);
	return { value: twice(value), lower: twice(lower), upper: twice(upper), method };
}

const histogramBins = 25;

function histogramOf({ labels, scores, weights }: ScoredLabels): ScoreHistogram {
	const [positives, negatives] = [new Float64Array(histogramBins), new Float64Array(histogramBins)];
	scores.forEach((score, row) => {
		const bin = Math.min(histogramBins - 1, Math.max(0, Math.floor(score * histogramBins)));
		const counts = labels[row] === 1 ? positives : negatives;
		counts[bin] = (counts[bin] ?? 0) + (weights[row] ?? 0);
	});
	return { positives, negatives };
}
