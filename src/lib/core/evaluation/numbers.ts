import type { Checkpoint } from '../clarify/checkpoint';
import { bootstrap, drawsFor } from './bootstrap';
import { bootstrapEstimate, influenceEstimate, shareEstimate, withoutInterval, type Estimate } from './estimate';
import { effectiveRows, type EvaluatedRows } from './evaluated-rows';
import { meanOf } from './mean';
import { residualPictures, type ResidualPictures } from './residuals';

export const numberMetrics = [
	'rmse',
	'mae',
	'medianError',
	'r2',
	'bias',
	'mape',
	'poissonDeviance',
	'pinball',
	'coverage'
] as const;
/** `bias` is the mean of predicted less true; `coverage` the share of rows whose truth is at most the prediction. */
export type NumberMetric = (typeof numberMetrics)[number];

/** How predicted numbers fare. */
export interface NumbersEvaluation {
	/** Not defined: mape without a truth other than 0, poissonDeviance below 0, pinball and coverage without a quantile, r2 where the truth does not vary. */
	readonly figures: Readonly<Record<NumberMetric, Estimate>>;
	/** Rows whose truth is 0: left out of mape. */
	readonly zeros: number;
	readonly pictures: ResidualPictures;
}

/**
 * Evaluates predicted numbers. `quantile` is the share of rows that were to lie below the prediction, null for a mean. Means have intervals by the
 * delta method; r2 and the median error by a bootstrap of `seed`.
 */
export async function evaluateNumbers(
	rows: EvaluatedRows,
	quantile: number | null,
	seed: number,
	checkpoint: Checkpoint
): Promise<NumbersEvaluation> {
	const { truth, answers, weights } = rows;
	const errors = truth.map((own, row) => (answers[row] ?? NaN) - own);
	const sizes = errors.map(Math.abs);
	const mean = (values: Float64Array, least = 0): Estimate => {
		const { value, influence } = meanOf(values, weights);
		return Number.isNaN(value) ? withoutInterval(null) : influenceEstimate(value, influence, { least });
	};
	const order = Int32Array.from(sizes.keys()).sort((a, b) => (sizes[a] ?? 0) - (sizes[b] ?? 0));
	const measure = (resampled: Float64Array, into: Float64Array) => {
		into[0] = determination(truth, errors, resampled) ?? NaN;
		into[1] = weightedMedian(sizes, order, resampled) ?? NaN;
	};
	const drawn = await bootstrap(
		{ weights, draws: truth.length > 0 ? drawsFor(truth.length) : 0, seed },
		2,
		measure,
		checkpoint
	);
	const none = new Float64Array(0);
	return {
		figures: {
			rmse: rootMeanSquare(errors, weights),
			mae: mean(sizes),
			medianError: bootstrapEstimate(weightedMedian(sizes, order, weights), drawn[1] ?? none),
			r2: bootstrapEstimate(determination(truth, errors, weights), drawn[0] ?? none),
			bias: mean(errors, -Infinity),
			mape: shareError(rows, sizes),
			poissonDeviance: isCount(rows) ? mean(deviances(rows)) : withoutInterval(null),
			pinball: quantile === null ? withoutInterval(null) : mean(pinballLosses(errors, quantile)),
			coverage: quantile === null ? withoutInterval(null) : covered(errors, weights)
		},
		zeros: truth.reduce((sum, own) => sum + (own === 0 ? 1 : 0), 0),
		pictures: residualPictures(rows)
	};
}

function rootMeanSquare(errors: Float64Array, weights: Float64Array): Estimate {
	const { value, influence } = meanOf(
		errors.map((error) => error * error),
		weights
	);
	if (Number.isNaN(value)) return withoutInterval(null);
	const root = Math.sqrt(value);
	return influenceEstimate(
		root,
		influence.map((each) => (root > 0 ? each / (2 * root) : 0)),
		{ least: 0 }
	);
}

/** 1 - squared errors / squared distances of the truth from its mean; null where the truth does not vary. */
export function determination(truth: Float64Array, errors: Float64Array, weights: Float64Array): number | null {
	let [weight, sum, squares] = [0, 0, 0];
	for (let row = 0; row < truth.length; row++) {
		weight += weights[row] ?? 0;
		sum += (weights[row] ?? 0) * (truth[row] ?? 0);
		squares += (weights[row] ?? 0) * (errors[row] ?? 0) ** 2;
	}
	let spread = 0;
	for (let row = 0; row < truth.length; row++) spread += (weights[row] ?? 0) * ((truth[row] ?? 0) - sum / weight) ** 2;
	return spread > 0 ? 1 - squares / spread : null;
}

/** The value at half of the weight, `order` ascending; between two where it falls between them. */
export function weightedMedian(values: Float64Array, order: Int32Array, weights: Float64Array): number | null {
	let whole = 0;
	for (let row = 0; row < weights.length; row++) whole += weights[row] ?? 0;
	let below = 0;
	let edge: number | null = null;
	for (const row of order) {
		const weight = weights[row] ?? 0;
		if (weight === 0) continue;
		const value = values[row] ?? NaN;
		if (edge !== null) return (edge + value) / 2;
		below += weight;
		if (below * 2 === whole) edge = value;
		else if (below * 2 > whole) return value;
	}
	return edge;
}

/** Mean of |error| / |truth| over the rows whose truth is not 0. */
function shareError({ truth, weights }: EvaluatedRows, sizes: Float64Array): Estimate {
	const counted = weights.map((weight, row) => (truth[row] === 0 ? 0 : weight));
	const { value, influence } = meanOf(
		sizes.map((size, row) => (truth[row] === 0 ? 0 : size / Math.abs(truth[row] ?? NaN))),
		counted
	);
	return Number.isNaN(value) ? withoutInterval(null) : influenceEstimate(value, influence, { least: 0 });
}

/** Counts: truths of 0 or more, predictions above 0. */
function isCount({ truth, answers }: EvaluatedRows): boolean {
	return truth.every((own) => own >= 0) && answers.every((answer) => answer > 0);
}

/** Twice the gap in log-likelihood of a Poisson distribution to a perfect prediction. */
function deviances({ truth, answers }: EvaluatedRows): Float64Array {
	return truth.map((own, row) => {
		const answer = answers[row] ?? NaN;
		return 2 * ((own > 0 ? own * Math.log(own / answer) : 0) - own + answer);
	});
}

function covered(errors: Float64Array, weights: Float64Array): Estimate {
	const { value } = meanOf(
		errors.map((error) => (error >= 0 ? 1 : 0)),
		weights
	);
	return shareEstimate(Number.isNaN(value) ? null : value, effectiveRows(weights));
}

/** `quantile` times what the truth lies above the prediction, 1 - quantile times what it lies below. */
function pinballLosses(errors: Float64Array, quantile: number): Float64Array {
	return errors.map((error) => (error < 0 ? -quantile * error : (1 - quantile) * error));
}
