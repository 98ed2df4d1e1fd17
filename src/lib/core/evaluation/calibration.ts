import { normal95, wilsonInterval } from '../clarify/wilson-interval';
import { quantileOf } from '../monitor/baseline';
import { effectiveRows, type ScoredLabels } from './evaluated-rows';

/** Rows whose scores lie together: what was said and what was seen. */
export interface ReliabilityBin {
	readonly from: number;
	readonly to: number;
	readonly rows: number;
	/** Mean score. */
	readonly predicted: number;
	/** Share of positives, with Wilson's 95 % interval. */
	readonly observed: number;
	readonly lower: number;
	readonly upper: number;
}

/** A number of a fit with its 95 % interval. */
export interface FittedNumber {
	readonly value: number;
	readonly lower: number;
	readonly upper: number;
}

export interface Calibration {
	readonly bins: readonly ReliabilityBin[];
	/** Expected calibration error: mean distance of what was said and seen, by the weight of the bins; null without rows. */
	readonly error: number | null;
	/** The farthest bin. */
	readonly mostError: number | null;
	/**
	 * Cox's line log-odds(seen) = intercept + slope * log-odds(said): 0 and 1 for a calibrated model; a slope below 1 says too much.
	 * Null where the classes are told apart perfectly or one is not there.
	 */
	readonly line: { readonly slope: FittedNumber; readonly intercept: FittedNumber } | null;
}

/** How far scores can be taken as probabilities, in `most` bins of as many rows each; bins that ties leave empty are left out. */
export function calibrationOf(rows: ScoredLabels, most = 10): Calibration {
	const bins = reliabilityBins(rows, most);
	const weight = bins.reduce((sum, bin) => sum + bin.weight, 0);
	const gaps = bins.map(({ predicted, observed }) => Math.abs(predicted - observed));
	return {
		bins: bins.map(({ weight: _, ...bin }) => bin),
		error: weight > 0 ? gaps.reduce((sum, gap, at) => sum + gap * (bins[at]?.weight ?? 0), 0) / weight : null,
		mostError: gaps.length > 0 ? Math.max(...gaps) : null,
		line: recalibrationLine(rows)
	};
}

function reliabilityBins({ labels, scores, weights }: ScoredLabels, most: number) {
	const sorted = scores.slice().sort();
	const edges = Array.from({ length: most - 1 }, (_, at) => quantileOf(sorted, at + 1, most));
	const open = Array.from({ length: most }, () => ({
		...{ from: Infinity, to: -Infinity, rows: 0, weight: 0, squares: 0, said: 0, seen: 0 }
	}));
	for (let row = 0; row < labels.length; row++) {
		const [score, weight] = [scores[row] ?? 0, weights[row] ?? 0];
		let place = 0;
		while (place < edges.length && (edges[place] ?? Infinity) < score) place += 1;
		const bin = open[place];
		if (!bin) continue;
		bin.from = Math.min(bin.from, score);
		bin.to = Math.max(bin.to, score);
		bin.rows += 1;
		bin.weight += weight;
		bin.squares += weight * weight;
		bin.said += weight * score;
		if (labels[row] === 1) bin.seen += weight;
	}
	return open.flatMap(({ from, to, rows, weight, squares, said, seen }) => {
		if (rows === 0) return [];
		const observed = seen / weight;
		const effective = weight ** 2 / squares;
		const interval = wilsonInterval(observed * effective, effective);
		return [
			{
				from,
				to,
				rows,
				weight,
				predicted: said / weight,
				observed,
				lower: interval?.lower ?? 0,
				upper: interval?.upper ?? 1
			}
		];
	});
}

const leastOdds = 1e-6;
const mostSteps = 50;

/** Logistic regression of the labels on the log-odds of the scores (kept 1e-6 from 0 and 1), by Newton's method. */
function recalibrationLine({ labels, scores, weights }: ScoredLabels): Calibration['line'] {
	const scale = effectiveRows(weights) / weights.reduce((sum, weight) => sum + weight, 0);
	const odds = scores.map((score) => {
		const p = Math.min(1 - leastOdds, Math.max(leastOdds, score));
		return Math.log(p / (1 - p));
	});
	let [intercept, slope] = [0, 1];
	for (let step = 0; step < mostSteps; step++) {
		let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
		for (let row = 0; row < labels.length; row++) {
			const x = odds[row] ?? 0;
			const weight = (weights[row] ?? 0) * scale;
			const p = 1 / (1 + Math.exp(-intercept - slope * x));
			const [miss, spread] = [weight * ((labels[row] ?? 0) - p), weight * p * (1 - p)];
			g0 += miss;
			g1 += miss * x;
			h00 += spread;
			h01 += spread * x;
			h11 += spread * x * x;
		}
		const determinant = h00 * h11 - h01 * h01;
		if (!(determinant > 1e-12 * h00 * h11)) return null;
		const moves = [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant] as const;
		intercept += moves[0];
		slope += moves[1];
		if (!(Math.abs(slope) < 1e3 && Math.abs(intercept) < 1e3)) return null;
		if (Math.max(Math.abs(moves[0]), Math.abs(moves[1])) > 1e-10) continue;
		const fitted = (value: number, variance: number) => {
			const half = normal95 * Math.sqrt(variance);
			return { value, lower: value - half, upper: value + half };
		};
		return { slope: fitted(slope, h00 / determinant), intercept: fitted(intercept, h11 / determinant) };
	}
	return null;
}
