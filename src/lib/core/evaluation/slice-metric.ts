import { calledClasses, brierScores, logLosses, oneAgainstRest, type EvaluatedRows } from './evaluated-rows';
import { labelLosses, squaredErrors } from './binary';
import { classTable, tableScores } from './class-table';
import { confusionMetrics, type Confusion, type ThresholdMetric } from './confusion';
import { determination, weightedMedian } from './numbers';
import { rank, type Ranked } from './ranking';

export const sliceMetrics = {
	binary: ['accuracy', 'auc', 'logLoss', 'brier', 'precision', 'recall', 'specificity', 'f1', 'calledShare'],
	classes: ['accuracy', 'f1', 'logLoss', 'brier'],
	numbers: ['mae', 'rmse', 'medianError', 'bias', 'r2']
} as const;
export type SliceMetric = (typeof sliceMetrics)[keyof typeof sliceMetrics][number];
export type SliceTask = keyof typeof sliceMetrics;

/** Whether more is better; null where neither is. */
export const betterMore: Readonly<Record<SliceMetric, boolean | null>> = {
	...{ accuracy: true, auc: true, precision: true, recall: true, specificity: true, f1: true, r2: true },
	...{ logLoss: false, brier: false, mae: false, rmse: false, medianError: false },
	...{ calledShare: null, bias: null }
};

export interface SliceQuestion {
	readonly metric: SliceMetric;
	/** The class held against the rest; null where all classes are measured together, and for numbers. */
	readonly positive: number | null;
	/** The least score that is called positive. */
	readonly threshold: number;
}

/** A metric of some of the rows. */
export interface Measure {
	/** Under given weights of all rows; null where not defined. */
	readonly value: (weights: Float64Array) => number | null;
	/** Weight of the rows that it is a share of; null for what is no share. */
	readonly shareOf: ((weights: Float64Array) => number) | null;
}

/** Makes the measures of many subsets of the same rows: what all share, an order or a loss a row, is made once. */
export function sliceMeasures(rows: EvaluatedRows, question: SliceQuestion): (index: Int32Array) => Measure {
	if (rows.task === 'regression') return numberMeasures(rows, question.metric);
	if (question.positive === null) return classMeasures(rows, question.metric);
	return binaryMeasures(rows, question.positive, question);
}

function binaryMeasures(rows: EvaluatedRows, positive: number, { metric, threshold }: SliceQuestion) {
	const scored = oneAgainstRest(rows, positive);
	if (metric === 'auc') {
		const ranked = rank(scored);
		return (index: Int32Array): Measure => {
			const own = rankedWithin(ranked, scored.scores, index);
			return { value: (weights) => areaUnder(own, weights), shareOf: null };
		};
	}
	if (metric === 'logLoss') return means(labelLosses(scored));
	if (metric === 'brier') return means(squaredErrors(scored));
	const called = Uint8Array.from(scored.scores, (score) => (score >= threshold ? 1 : 0));
	const count = (index: Int32Array, weights: Float64Array): Confusion => {
		const cells: [number, number, number, number] = [0, 0, 0, 0];
		for (const row of index) {
			const cell = (scored.labels[row] === 1 ? 2 : 0) + (called[row] === 1 ? 1 : 0);
			cells[cell] = (cells[cell] ?? 0) + (weights[row] ?? 0);
		}
		const [trueNegatives, falsePositives, falseNegatives, truePositives] = cells;
		return { trueNegatives, falsePositives, falseNegatives, truePositives };
	};
	const whole = wholes[metric];
	return (index: Int32Array): Measure => ({
		value: (weights) => (isOfThreshold(metric) ? confusionMetrics(count(index, weights))[metric] : null),
		shareOf: whole ? (weights) => whole(count(index, weights)) : null
	});
}

/** What the metrics that are shares are shares of. */
const wholes: Partial<Record<SliceMetric, (counts: Confusion) => number>> = {
	accuracy: ({ truePositives, falsePositives, falseNegatives, trueNegatives }) =>
		truePositives + falsePositives + falseNegatives + trueNegatives,
	calledShare: ({ truePositives, falsePositives, falseNegatives, trueNegatives }) =>
		truePositives + falsePositives + falseNegatives + trueNegatives,
	precision: ({ truePositives, falsePositives }) => truePositives + falsePositives,
	recall: ({ truePositives, falseNegatives }) => truePositives + falseNegatives,
	specificity: ({ trueNegatives, falsePositives }) => trueNegatives + falsePositives
};

function isOfThreshold(metric: SliceMetric): metric is SliceMetric & ThresholdMetric {
	return ['accuracy', 'precision', 'recall', 'specificity', 'f1', 'calledShare'].includes(metric);
}

function classMeasures(rows: EvaluatedRows, metric: SliceMetric) {
	if (metric === 'logLoss') return means(logLosses(rows));
	if (metric === 'brier') return means(brierScores(rows));
	const called = calledClasses(rows);
	if (metric === 'accuracy')
		return means(
			rows.truth.map((own, row) => (called[row] === own ? 1 : 0)),
			true
		);
	const classes = rows.classes.length;
	return (index: Int32Array): Measure => {
		const truth = Float64Array.from(index, (row) => rows.truth[row] ?? 0);
		const said = Int32Array.from(index, (row) => called[row] ?? 0);
		const value = (weights: Float64Array) => {
			const own = Float64Array.from(index, (row) => weights[row] ?? 0);
			return tableScores(classTable(truth, said, own, classes), classes).f1;
		};
		return { value, shareOf: null };
	};
}

function numberMeasures({ truth, answers }: EvaluatedRows, metric: SliceMetric) {
	const errors = truth.map((own, row) => (answers[row] ?? NaN) - own);
	if (metric === 'bias') return means(errors);
	if (metric === 'rmse') {
		const squares = means(errors.map((error) => error * error));
		return (index: Int32Array): Measure => {
			const measure = squares(index);
			const root = (mean: number | null) => (mean === null ? null : Math.sqrt(mean));
			return { ...measure, value: (weights) => root(measure.value(weights)) };
		};
	}
	const sizes = errors.map(Math.abs);
	if (metric === 'mae') return means(sizes);
	return (index: Int32Array): Measure => {
		const pick = (values: Float64Array) => Float64Array.from(index, (row) => values[row] ?? NaN);
		const [ownTruth, ownErrors, ownSizes] = [pick(truth), pick(errors), pick(sizes)];
		const order = Int32Array.from(index.keys()).sort((a, b) => (ownSizes[a] ?? 0) - (ownSizes[b] ?? 0));
		const value = (weights: Float64Array) =>
			metric === 'r2'
				? determination(ownTruth, ownErrors, pick(weights))
				: weightedMedian(ownSizes, order, pick(weights));
		return { value, shareOf: null };
	};
}

/** Weighted means of a value a row; of 0 and 1 they are shares. */
function means(values: Float64Array, isShare = false) {
	return (index: Int32Array): Measure => {
		const sums = (weights: Float64Array) => {
			let [sum, weight] = [0, 0];
			for (const row of index) {
				sum += (weights[row] ?? 0) * (values[row] ?? 0);
				weight += weights[row] ?? 0;
			}
			return { sum, weight };
		};
		const value = (weights: Float64Array) => {
			const { sum, weight } = sums(weights);
			return weight > 0 ? sum / weight : null;
		};
		return { value, shareOf: isShare ? (weights) => sums(weights).weight : null };
	};
}

function rankedWithin({ labels, order }: Ranked, scores: Float64Array, index: Int32Array): Ranked {
	const isOwn = new Uint8Array(labels.length);
	for (const row of index) isOwn[row] = 1;
	const own = order.filter((row) => isOwn[row] === 1);
	const ends = Uint8Array.from(own, (row, at) =>
		at + 1 === own.length || scores[own[at + 1] ?? 0] !== scores[row] ? 1 : 0
	);
	return { labels, order: own, ends };
}

/** Area under the ROC curve, tied scores counting half. */
function areaUnder({ labels, order, ends }: Ranked, weights: Float64Array): number | null {
	let [found, area, alarms] = [0, 0, 0];
	let [foundBefore, alarmsBefore] = [0, 0];
	for (let at = 0; at < order.length; at++) {
		const row = order[at] ?? 0;
		if (labels[row] === 1) found += weights[row] ?? 0;
		else alarms += weights[row] ?? 0;
		if (ends[at] === 0) continue;
		area += ((alarms - alarmsBefore) * (found + foundBefore)) / 2;
		[foundBefore, alarmsBefore] = [found, alarms];
	}
	return found > 0 && alarms > 0 ? area / (found * alarms) : null;
}
