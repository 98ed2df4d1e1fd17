import { quantileOf } from '../monitor/baseline';
import { normalQuantile } from '../recipe/normal-quantile';
import type { EvaluatedRows } from './evaluated-rows';
import { influenceEstimate, type Estimate } from './estimate';
import { meanOf } from './mean';

export interface JudgedNumber {
	/** Number of the row in its table, from 0. */
	readonly place: number;
	readonly truth: number;
	readonly predicted: number;
}

/** Rows whose truth lies in a range. */
export interface ErrorRange {
	readonly from: number;
	readonly to: number;
	readonly rows: number;
	/** Mean of predicted less true, and of its size. */
	readonly bias: Estimate;
	readonly mae: Estimate;
}

/** Pictures of errors, an error being predicted less true. */
export interface ResidualPictures {
	/** Rows at even distances by prediction, at most 1,500. */
	readonly sample: readonly JudgedNumber[];
	/** Errors in even bins between the first and the last edge; what lies outside counts in the outer bins. */
	readonly histogram: { readonly edges: Float64Array; readonly counts: Float64Array };
	/** Quantiles of standardised errors against those of the normal distribution. */
	readonly quantiles: { readonly normal: Float64Array; readonly errors: Float64Array };
	/** The rows that are farthest off, the worst first. */
	readonly largest: readonly JudgedNumber[];
	/** Tenths of the rows by truth. */
	readonly ranges: readonly ErrorRange[];
}

const mostDots = 1500;
const mostLargest = 20;
const histogramBins = 31;

export function residualPictures(rows: EvaluatedRows): ResidualPictures {
	const { truth, answers, places } = rows;
	const errors = truth.map((own, row) => (answers[row] ?? NaN) - own);
	const judged = (row: number): JudgedNumber => ({
		place: places[row] ?? 0,
		truth: truth[row] ?? NaN,
		predicted: answers[row] ?? NaN
	});
	const byAnswer = ordered(answers);
	const step = Math.max(1, byAnswer.length / mostDots);
	const sample = Array.from({ length: Math.min(mostDots, byAnswer.length) }, (_, at) =>
		judged(byAnswer[Math.floor(at * step)] ?? 0)
	);
	const sorted = errors.slice().sort();
	const bySize = ordered(errors.map((error) => -Math.abs(error)));
	return {
		sample,
		histogram: histogramOf(sorted),
		quantiles: quantilesOf(sorted),
		largest: Array.from(bySize.slice(0, mostLargest), judged),
		ranges: rangesOf(rows, errors)
	};
}

function ordered(values: Float64Array): Int32Array {
	return Int32Array.from(values.keys()).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
}

/** Between the half per cent at each end, so that one wild row does not flatten the others. */
function histogramOf(sorted: Float64Array): ResidualPictures['histogram'] {
	const [low, high] = [quantileOf(sorted, 1, 200), quantileOf(sorted, 199, 200)];
	const width = high > low ? (high - low) / histogramBins : 1;
	const counts = new Float64Array(sorted.length > 0 ? histogramBins : 0);
	for (const error of sorted) {
		const bin = Math.min(histogramBins - 1, Math.max(0, Math.floor((error - low) / width)));
		counts[bin] = (counts[bin] ?? 0) + 1;
	}
	return { edges: Float64Array.from({ length: histogramBins + 1 }, (_, at) => low + at * width), counts };
}

function quantilesOf(sorted: Float64Array): ResidualPictures['quantiles'] {
	const mean = sorted.reduce((sum, error) => sum + error, 0) / sorted.length;
	const deviation = Math.sqrt(sorted.reduce((sum, error) => sum + (error - mean) ** 2, 0) / sorted.length);
	const steps = Math.min(100, sorted.length);
	const shares = Float64Array.from({ length: deviation > 0 ? steps : 0 }, (_, at) => (at + 0.5) / steps);
	return {
		normal: shares.map(normalQuantile),
		errors: shares.map((share) => (quantileOf(sorted, share, 1) - mean) / deviation)
	};
}

function rangesOf({ truth, weights }: EvaluatedRows, errors: Float64Array, most = 10): ErrorRange[] {
	const order = ordered(truth);
	const ranges: ErrorRange[] = [];
	for (let from = 0; from < order.length;) {
		let to = Math.min(order.length, Math.max(from + 1, Math.round(((ranges.length + 1) * order.length) / most)));
		while (to < order.length && truth[order[to] ?? 0] === truth[order[to - 1] ?? 0]) to += 1;
		const rows = order.slice(from, to);
		const own = Float64Array.from(rows, (row) => errors[row] ?? NaN);
		const weight = Float64Array.from(rows, (row) => weights[row] ?? 0);
		const estimate = (values: Float64Array, least: number) => {
			const { value, influence } = meanOf(values, weight);
			return influenceEstimate(value, influence, { least });
		};
		ranges.push({
			from: truth[rows[0] ?? 0] ?? NaN,
			to: truth[rows.at(-1) ?? 0] ?? NaN,
			rows: rows.length,
			bias: estimate(own, -Infinity),
			mae: estimate(own.map(Math.abs), 0)
		});
		from = to;
	}
	return ranges;
}
