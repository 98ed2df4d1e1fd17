import type { Calibration, Model, StepCurve } from '../model/model';
import { AppError } from '../errors';
import { restoreScale } from './problem';

export const calibrationMethods = ['none', 'platt', 'isotonic'] as const;
export type CalibrationMethod = (typeof calibrationMethods)[number];

/** What turns a model's scores into probabilities that hold: fitted on rows the model had not seen. */
export type FittedCalibration =
	/** margin' = slope * margin + offset. */
	{ readonly type: 'scaled'; readonly slope: number; readonly offset: number } | Calibration;

/** The value of a curve of steps at x: that of the first step whose upper edge x does not pass. */
export function stepAt({ edges, values }: StepCurve, x: number): number {
	let low = 0;
	let high = edges.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (x > (edges[middle] ?? Infinity)) low = middle + 1;
		else high = middle;
	}
	return values[low] ?? NaN;
}

/**
 * Isotonic regression of `truth` (0 or 1) on `scores` by pooling adjacent violators (Barlow et al. 1972); equal scores are one point. Steps
 * meet in the middle between the scores on either side.
 */
export function fitIsotonic(scores: Float64Array, truth: Float64Array, weights: Float64Array): StepCurve {
	const order = Array.from(scores.keys())
		.filter((row) => (weights[row] ?? 0) > 0)
		.sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
	const blocks: { first: number; last: number; sum: number; weight: number }[] = [];
	const mean = (block: { sum: number; weight: number } | undefined) => (block ? block.sum / block.weight : -Infinity);
	for (let at = 0; at < order.length;) {
		const score = scores[order[at] ?? 0] ?? 0;
		const block = { first: score, last: score, sum: 0, weight: 0 };
		for (; at < order.length && scores[order[at] ?? 0] === score; at++) {
			const weight = weights[order[at] ?? 0] ?? 0;
			block.sum += weight * (truth[order[at] ?? 0] ?? 0);
			block.weight += weight;
		}
		for (let before = blocks.at(-1); before && mean(before) >= mean(block); before = blocks.at(-1)) {
			block.first = before.first;
			block.sum += before.sum;
			block.weight += before.weight;
			blocks.pop();
		}
		blocks.push(block);
	}
	return {
		edges: blocks.slice(1).map(({ first }, at) => Math.fround(((blocks[at]?.last ?? 0) + first) / 2)),
		values: blocks.map(mean)
	};
}

/**
 * Platt's slope and offset: a logistic regression of `truth` on `scores` towards (n1 + 1) / (n1 + 2) and 1 / (n0 + 2), by Newton's
 * method with backtracking (Lin, Lin & Weng 2007).
 */
export function fitPlatt(
	scores: Float64Array,
	truth: Float64Array,
	weights: Float64Array
): { readonly slope: number; readonly offset: number } {
	let [ones, zeros] = [0, 0];
	truth.forEach((own, row) => {
		if (own > 0) ones += weights[row] ?? 0;
		else zeros += weights[row] ?? 0;
	});
	const high = (ones + 1) / (ones + 2);
	const low = 1 / (zeros + 2);
	const lossOf = (slope: number, offset: number) => {
		let loss = 0;
		scores.forEach((score, row) => {
			const z = slope * score + offset;
			const wanted = (truth[row] ?? 0) > 0 ? high : low;
			loss += (weights[row] ?? 0) * (Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - wanted * z);
		});
		return loss;
	};
	let [slope, offset] = [0, Math.log((ones + 1) / (zeros + 1))];
	let loss = lossOf(slope, offset);
	for (let round = 0; round < 100; round++) {
		let [g1, g0, h11, h10, h00] = [0, 0, 1e-12, 0, 1e-12];
		scores.forEach((score, row) => {
			const p = 1 / (1 + Math.exp(-(slope * score + offset)));
			const weight = weights[row] ?? 0;
			const gap = weight * (p - ((truth[row] ?? 0) > 0 ? high : low));
			const curve = weight * p * (1 - p);
			g1 += gap * score;
			g0 += gap;
			h11 += curve * score * score;
			h10 += curve * score;
			h00 += curve;
		});
		if (Math.abs(g1) < 1e-10 && Math.abs(g0) < 1e-10) break;
		const determinant = h11 * h00 - h10 * h10;
		const [dSlope, dOffset] = [(g0 * h10 - g1 * h00) / determinant, (g1 * h10 - g0 * h11) / determinant];
		let step = 1;
		let next = lossOf(slope + dSlope, offset + dOffset);
		while (next > loss + 1e-4 * step * (g1 * dSlope + g0 * dOffset) && step > 1e-10) {
			step /= 2;
			next = lossOf(slope + step * dSlope, offset + step * dOffset);
		}
		if (!(next < loss)) break;
		[slope, offset, loss] = [slope + step * dSlope, offset + step * dOffset, next];
	}
	return { slope, offset };
}

/** The slope of all margins that makes the likelihood of the classes greatest (Guo et al. 2017): golden section over its logarithm. */
export function fitTemperature(
	margins: Float64Array,
	labels: Float64Array,
	weights: Float64Array,
	classes: number
): number {
	const lossOf = (logSlope: number) => {
		const slope = Math.exp(logSlope);
		let loss = 0;
		labels.forEach((own, row) => {
			const from = row * classes;
			let top = -Infinity;
			for (let k = 0; k < classes; k++) top = Math.max(top, slope * (margins[from + k] ?? 0));
			let sum = 0;
			for (let k = 0; k < classes; k++) sum += Math.exp(slope * (margins[from + k] ?? 0) - top);
			loss += (weights[row] ?? 0) * (top + Math.log(sum) - slope * (margins[from + own] ?? 0));
		});
		return loss;
	};
	const golden = (Math.sqrt(5) - 1) / 2;
	let [low, high] = [Math.log(0.01), Math.log(100)];
	while (high - low > 1e-6) {
		const [left, right] = [high - golden * (high - low), low + golden * (high - low)];
		if (lossOf(left) < lossOf(right)) high = right;
		else low = left;
	}
	return Math.exp((low + high) / 2);
}

/**
 * Fits a calibration to what a model answered for rows it had not seen: probabilities, row-major rows x classes; labels are class numbers.
 * Platt's scaling for two classes, one temperature for more; isotonic regression of each class against the rest. A model whose margins are shares
 * (`isShares`) has none to scale, and of two classes a curve each. train/params-invalid for Platt's scaling of shares.
 */
export function fitCalibration(
	method: Exclude<CalibrationMethod, 'none'>,
	probabilities: Float64Array,
	labels: Float64Array,
	weights: Float64Array,
	classes: number,
	isShares = false
): FittedCalibration {
	if (isShares) refuseScaling(method);
	const logs = probabilities.map((p) => Math.log(Math.max(p, 1e-300)));
	const oneOf = (k: number) => labels.map((own) => (own === k ? 1 : 0));
	if (classes === 2 && !isShares) {
		const margins = labels.map((_, row) => (logs[row * 2 + 1] ?? 0) - (logs[row * 2] ?? 0));
		if (method === 'platt') return { type: 'scaled', ...fitPlatt(margins, oneOf(1), weights) };
		return { type: 'isotonic', curves: [certain(fitIsotonic(margins, oneOf(1), weights), labels.length)] };
	}
	if (method === 'platt') return { type: 'scaled', slope: fitTemperature(logs, labels, weights, classes), offset: 0 };
	const curves = Array.from({ length: classes }, (_, k) => {
		const shares = labels.map((_, row) => probabilities[row * classes + k] ?? 0);
		return certain(fitIsotonic(shares, oneOf(k), weights), labels.length);
	});
	return { type: 'isotonic', curves };
}

/** train/params-invalid for Platt's scaling where margins are shares: there is nothing to scale. */
export function refuseScaling(method: CalibrationMethod = 'none'): void {
	if (method === 'platt')
		throw new AppError('train/params-invalid', {
			...{ estimator: 'knn', param: 'calibrate', value: method },
			allowed: 'none, isotonic'
		});
}

/** No step of n rows is surer than Laplace's rule of succession lets it be: 1 / (n + 2) from 0 and 1. */
function certain({ edges, values }: StepCurve, rows: number): StepCurve {
	const least = 1 / (rows + 2);
	return { edges, values: values.map((value) => Math.min(Math.max(value, least), 1 - least)) };
}

/** The model with its scores calibrated. A scaling goes into the estimator, steps stand behind its link. */
export function calibrateModel(model: Model, calibration: FittedCalibration | null): Model {
	if (!calibration || model.estimator.type === 'graph') return model;
	if (calibration.type === 'isotonic') return { ...model, calibration };
	const { slope, offset } = calibration;
	return { ...model, estimator: restoreScale(model.estimator, { mean: offset, scale: slope }) };
}

/** Probabilities by steps: two classes by their margin, more (and shares) by each class's share, brought to a sum of 1. */
export function applyCalibration(
	{ curves }: Calibration,
	margins: Float64Array,
	probabilities: Float64Array,
	classes: number
): Float64Array {
	const [first] = curves;
	if (curves.length === 1 && first)
		return probabilities.map((_, at) => {
			const yes = stepAt(first, Math.fround(margins[at >> 1] ?? 0));
			return at % 2 === 1 ? yes : 1 - yes;
		});
	const answer = new Float64Array(probabilities.length);
	for (let from = 0; from < probabilities.length; from += classes) {
		let sum = 0;
		curves.forEach((curve, k) => {
			sum += answer[from + k] = stepAt(curve, Math.fround(probabilities[from + k] ?? 0));
		});
		for (let k = 0; k < classes; k++) answer[from + k] = (answer[from + k] ?? 0) / sum;
	}
	return answer;
}
