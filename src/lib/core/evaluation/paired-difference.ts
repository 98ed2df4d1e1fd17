import { aucShares } from './delong';
import { influenceEstimate, type Estimate } from './estimate';
import {
	brierScores,
	calledClasses,
	logLosses,
	measurableRows,
	oneAgainstRest,
	takeEvaluated,
	type EvaluatedRows
} from './evaluated-rows';
import { meanOf } from './mean';

/** Two models' answers to rows of one table. */
export interface PairedJob {
	readonly a: EvaluatedRows;
	readonly b: EvaluatedRows;
}

export type PairedMetric = 'auc' | 'logLoss' | 'brier' | 'accuracy' | 'rmse' | 'mae';

/** Whether more of a metric is better. */
const isMoreBetter: Readonly<Record<PairedMetric, boolean>> = {
	...{ auc: true, accuracy: true },
	...{ logLoss: false, brier: false, rmse: false, mae: false }
};

export interface PairedMetricDifference {
	readonly metric: PairedMetric;
	readonly a: number;
	readonly b: number;
	/** b - a. */
	readonly difference: Estimate;
	/** Which is better by more than chance; null where the interval holds 0. */
	readonly better: 'a' | 'b' | null;
}

export interface PairedDifference {
	/** Rows that both were measured on. */
	readonly rows: number;
	readonly metrics: readonly PairedMetricDifference[];
	/** Why there is nothing to compare; null where there is. */
	readonly reason: 'tasks-differ' | 'classes-differ' | 'no-common-rows' | null;
}

/** A metric and what each row adds to its error, by weights that sum to 1. */
interface Measured {
	readonly metric: PairedMetric;
	readonly value: number | null;
	readonly influence: Float64Array;
}

/**
 * How far two models lie apart on the rows of one table that both were measured on (by `places`; the weights are a's), each difference with
 * the interval that minds that the rows are the same: the rows' shares of the two errors are subtracted. AUC after DeLong and others (1988),
 * of many classes the mean of each against the rest; the others by the delta method.
 */
export function pairedDifference(a: EvaluatedRows, b: EvaluatedRows): PairedDifference {
	const none = (reason: PairedDifference['reason']) => ({ rows: 0, metrics: [], reason });
	if (a.task !== b.task) return none('tasks-differ');
	if (a.classes.join('\0') !== b.classes.join('\0')) return none('classes-differ');
	const [one, other] = commonRows(measurableRows(a), measurableRows(b));
	if (one.truth.length === 0) return none('no-common-rows');
	const others = new Map(measured(other).map((each) => [each.metric, each]));
	const metrics = measured(one).flatMap(({ metric, value, influence }): PairedMetricDifference[] => {
		const second = others.get(metric);
		if (value === null || !second || second.value === null) return [];
		const between = influence.map((each, row) => (second.influence[row] ?? 0) - each);
		const difference = influenceEstimate(second.value - value, between, {
			method: metric === 'auc' ? 'delong' : 'influence'
		});
		const isMore = (difference.lower ?? 0) > 0;
		const isClear = isMore || (difference.upper ?? 0) < 0;
		return [
			{
				metric,
				a: value,
				b: second.value,
				difference,
				better: !isClear ? null : isMore === isMoreBetter[metric] ? 'b' : 'a'
			}
		];
	});
	return { rows: one.truth.length, metrics, reason: null };
}

/** The rows of both, in the order of `a`. */
function commonRows(a: EvaluatedRows, b: EvaluatedRows): [EvaluatedRows, EvaluatedRows] {
	const places = new Map<number, number>();
	b.places.forEach((place, row) => places.set(place, row));
	const ofA: number[] = [];
	const ofB: number[] = [];
	a.places.forEach((place, row) => {
		const found = places.get(place);
		if (found === undefined || a.truth[row] !== b.truth[found]) return;
		ofA.push(row);
		ofB.push(found);
	});
	const one = takeEvaluated(a, ofA);
	return [one, { ...takeEvaluated(b, ofB), weights: one.weights }];
}

function measured(rows: EvaluatedRows): Measured[] {
	if (rows.task === 'regression') {
		const errors = rows.truth.map((truth, row) => (rows.answers[row] ?? NaN) - truth);
		const square = meanOf(
			errors.map((error) => error * error),
			rows.weights
		);
		const root = Math.sqrt(square.value);
		return [
			{ metric: 'rmse', value: root, influence: square.influence.map((each) => (root > 0 ? each / (2 * root) : 0)) },
			{ metric: 'mae', ...meanOf(errors.map(Math.abs), rows.weights) }
		];
	}
	const called = calledClasses(rows);
	const hits = rows.truth.map((own, row) => (called[row] === own ? 1 : 0));
	return [
		meanAuc(rows),
		{ metric: 'logLoss', ...meanOf(logLosses(rows), rows.weights) },
		{ metric: 'brier', ...meanOf(brierScores(rows), rows.weights) },
		{ metric: 'accuracy', ...meanOf(hits, rows.weights) }
	];
}

/** The area under the ROC curve, of many classes the mean of each against the rest; null unless all are there. */
function meanAuc(rows: EvaluatedRows): Measured {
	const picked = rows.classes.length === 2 ? [1] : Array.from(rows.classes.keys());
	const influence = new Float64Array(rows.truth.length);
	let sum = 0;
	for (const k of picked) {
		const shares = aucShares(oneAgainstRest(rows, k));
		if (shares.auc === null) return { metric: 'auc', value: null, influence };
		sum += shares.auc / picked.length;
		for (let row = 0; row < influence.length; row++)
			influence[row] = (influence[row] ?? 0) + (shares.influence[row] ?? 0) / picked.length;
	}
	return { metric: 'auc', value: sum, influence };
}
