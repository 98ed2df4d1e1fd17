import { AppError } from '../errors';
import type { Estimator } from '../model/model';
import type { Recorder } from '../profile/recorder';
import type { TensorFacts } from '../profile/tensor-facts';
import type { Columns } from '../table/columns';
import { columnNamed } from '../table/columns';
import { encodeCodes, encodeFeatures, type Layout, type OneHotBlock } from './encode';
import type { Featurizer } from './featurizer';
import type { FitState } from './fit-state';
import type { TrainJob } from './job';
import type { Params } from './params';
import type { Target } from './target';

/** Squared: of numbers; trees may be told another objective for them by their parameters. */
export type Loss = 'squared' | 'logistic' | 'softmax';

/** Rows to learn from or to measure on: labels (class numbers or standardised numbers) and weights, in the order of `rows`. */
export interface Part {
	readonly rows: Int32Array;
	readonly labels: Float32Array;
	readonly weights: Float32Array;
	readonly weightSum: number;
	/** Writes the features of these rows, those of the blocks in `without` left out: the others close up. */
	encode(target: Float32Array, layout: Layout, without?: readonly OneHotBlock[]): void;
	/** Writes for each block the place of the row's category in it; its `count` where it is none of them. */
	encodeCodes(target: Int32Array, layout: Layout, blocks: readonly OneHotBlock[]): void;
}

/** What an engine is asked to fit: everything about the table is settled, only numbers are left. */
export interface Problem {
	readonly loss: Loss;
	readonly outputs: number;
	readonly width: number;
	/** The features that are one column's categories, in order; the others are numbers. */
	readonly blocks: readonly OneHotBlock[];
	readonly train: Part;
	/** Rows that decide when to stop; none when nothing is to be decided. */
	readonly validation: Part;
	/** Rows that only measure. */
	readonly test: Part;
	readonly params: Params;
	readonly seed: number;
	/** Names of the features, for what is told of them. */
	readonly featureNames?: readonly string[];
	/** Of each feature how many categories it numbers, 0 for a number. A category that is not listed is NaN. */
	readonly categories?: readonly number[];
	/** Of each feature whether margins may only rise (1) or only fall (-1) along it. */
	readonly directions?: readonly (0 | 1 | -1)[];
}

/** Mean losses after a step (a round, an epoch, an iteration), as the engine sees them; null where there are no rows. */
export interface StepLosses {
	readonly step: number;
	readonly total: number;
	readonly train: number;
	readonly validation: number | null;
	readonly test: number | null;
}

export interface StepVerdict {
	/** No step before had a lower validation loss: with `keepsBest` the engine keeps a copy. */
	readonly isBest: boolean;
	/** The fit ends here. */
	readonly stop: boolean;
}

export interface FitHooks {
	readonly recorder: Recorder;
	/** State to go on from, as `checkpoint` was given it by the same problem on the same engine; null to begin. */
	readonly restored: FitState | null;
	/** What comes back is the best step's model, not the last one's. */
	readonly keepsBest: boolean;
	/** After each step. train/diverged when a loss is not finite. */
	step(losses: StepLosses): StepVerdict;
	/**
	 * Keeps where the fit stands, now and then: `take` is called when it is time. To be called after `step`, also when that says to stop;
	 * the arrays may be the engine's own, they are copied at once.
	 */
	checkpoint(step: number, take: () => FitState | Promise<FitState>): Promise<void>;
	/**
	 * Whether rules look at tensors after this batch or round of the fit (from 1). `every`: the engine shows them so often at little cost; left
	 * out where it is dear.
	 */
	looks(batch: number, every?: number): boolean;
	/** Shows them the tensors that it left, before the next one; to be called where `looks` says so. True when the fit is to end here. */
	show(batch: number, facts: readonly TensorFacts[]): boolean;
	/** Lets messages in and throws when the signal is aborted. */
	pause(): Promise<void>;
}

/** A split by categories of one feature: the categories of the set go right. */
export interface CategorySplit {
	readonly feature: number;
	readonly categories: readonly number[];
}

/** What an engine gives back. In trees the feature `width + k` stands for `splits[k]`: 1 for a category of its set, else 0. */
export type Fitted = Estimator & { readonly splits?: readonly CategorySplit[] };

export type Fit = (problem: Problem, hooks: FitHooks) => Promise<Fitted>;

/** How numbers were standardised: label = (y - mean) / scale. */
export interface LabelScale {
	readonly mean: number;
	readonly scale: number;
}

export function labelScale(target: Target, train: Int32Array): LabelScale {
	if (target.classes.length > 0) return { mean: 0, scale: 1 };
	let sum = 0;
	for (const row of train) sum += target.values[row] ?? 0;
	const mean = sum / train.length;
	let squares = 0;
	for (const row of train) squares += ((target.values[row] ?? 0) - mean) ** 2;
	const scale = Math.sqrt(squares / train.length);
	return { mean, scale: scale > 0 ? scale : 1 };
}

/** Row weights of a job: 1, or the column it names. train/params-invalid when one is negative or missing. */
export function rowWeights(job: Pick<TrainJob, 'columns' | 'weight'>): Float32Array {
	const weights = new Float32Array(job.columns.rows).fill(1);
	if (job.weight === null) return weights;
	const column = columnNamed(job.columns, job.weight);
	if (column?.vector.kind !== 'number') throw new AppError('table/column-missing', { column: job.weight });
	for (let row = 0; row < weights.length; row++) {
		const value = column.vector.missing?.[row] === 1 ? NaN : (column.vector.values[row] ?? NaN);
		if (!(value >= 0 && value < Infinity))
			throw new AppError('train/params-invalid', {
				estimator: 'weight',
				param: job.weight,
				value: String(value),
				allowed: '>= 0'
			});
		weights[row] = value;
	}
	return weights;
}

/**
 * What each row weighs: its weight in the job's column, and with balanced classes n / (k n_c) times that, where n_c of the n rows that
 * train are of its class and k classes occur (as scikit-learn's class_weight).
 */
export function rowWeighing(
	job: Pick<TrainJob, 'columns' | 'weight' | 'classWeights'>,
	target: Target,
	train: Int32Array
): (row: number) => number {
	const weights = rowWeights(job);
	if (job.classWeights !== 'balanced' || target.classes.length === 0) return (row) => weights[row] ?? 1;
	const counts = target.classes.map(() => 0);
	for (const row of train) counts[target.values[row] ?? 0] = (counts[target.values[row] ?? 0] ?? 0) + 1;
	const present = counts.filter((count) => count > 0).length;
	const byClass = counts.map((count) => (count > 0 ? train.length / (present * count) : 0));
	return (row) => (weights[row] ?? 1) * (byClass[target.values[row] ?? 0] ?? 0);
}

/** A part of the table; rows without a target get weight 0. */
export function makePart(
	columns: Columns,
	featurizer: Featurizer,
	target: Target,
	{ mean, scale }: LabelScale,
	rows: Int32Array,
	weightOf: (row: number) => number
): Part {
	const labels = new Float32Array(rows.length);
	const weights = new Float32Array(rows.length);
	let weightSum = 0;
	rows.forEach((row, at) => {
		const value = target.values[row] ?? NaN;
		if (Number.isNaN(value)) return;
		labels[at] = (value - mean) / scale;
		weightSum += weights[at] = Math.fround(weightOf(row));
	});
	return {
		rows,
		labels,
		weights,
		weightSum,
		encode: (into, layout, without = []) => {
			const left = new Set(without.map(({ input }) => input));
			const inputs = featurizer.inputs.filter(({ name }) => !left.has(name));
			const encoders = featurizer.encoders.filter(({ input }) => !left.has(input));
			encodeFeatures(inputs, encoders, columns, rows, into, layout);
		},
		encodeCodes: (into, layout, blocks) => {
			const coded = new Set(blocks.map(({ input }) => input));
			const encoders = featurizer.encoders.filter(({ input }) => coded.has(input));
			encodeCodes(encoders, columns, rows, into, layout);
		}
	};
}

/** The estimator of standardised labels as one of the labels themselves. model/unsupported for neighbours, whose labels are never scaled. */
export function restoreScale(estimator: Fitted, { mean, scale }: LabelScale): Fitted {
	if (mean === 0 && scale === 1) return estimator;
	if (estimator.type === 'knn')
		throw new AppError('model/unsupported', { reason: 'answers of neighbours are not scaled' });
	const times = (values: readonly number[]) => values.map((value) => value * scale);
	if (estimator.type === 'linear')
		return {
			...estimator,
			weights: estimator.weights.map(times),
			bias: estimator.bias.map((value) => value * scale + mean)
		};
	if (estimator.type === 'trees')
		return {
			...estimator,
			base: estimator.base.map((value) => value * scale + mean),
			trees: estimator.trees.map((tree) => ({ ...tree, value: tree.value.map((value) => Math.fround(value * scale)) }))
		};
	return {
		...estimator,
		layers: estimator.layers.map((layer, depth) =>
			depth < estimator.layers.length - 1
				? layer
				: { ...layer, weights: times(layer.weights), bias: layer.bias.map((value) => value * scale + mean) }
		)
	};
}
