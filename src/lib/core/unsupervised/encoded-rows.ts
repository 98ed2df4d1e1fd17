import { AppError } from '../errors';
import { shuffledIndex, type Random } from '../random';
import type { Columns } from '../table/columns';
import type { Kind } from '../table/schema';
import { encodeFeatures } from '../train/encode';
import { fitFeaturizer, type DroppedColumn, type Featurizer } from '../train/featurizer';

/** What is learnt from without a target: a table, the kinds of its columns, and the columns to leave out. */
export interface RowsJob {
	readonly columns: Columns;
	readonly kinds: Readonly<Record<string, Kind>>;
	readonly ignore: readonly string[];
	readonly seed: number;
}

/** What an answer was learnt from. */
export interface LearntFrom {
	/** How many numbers a row was. */
	readonly width: number;
	readonly dropped: readonly DroppedColumn[];
}

export function learntFrom({ width, featurizer: { dropped } }: EncodedRows): LearntFrom {
	return { width, dropped };
}

/** Rows as points: numbers standardised (missing: the mean, and a 0/1 feature), categories one 0/1 feature each. Row-major. */
export interface EncodedRows {
	readonly rows: number;
	readonly width: number;
	readonly values: Float32Array;
	readonly featurizer: Featurizer;
}

/** Categories of a column that are told apart. */
const mostCategories = 20;
/** Components need the eigenvectors of width x width numbers. */
const mostFeatures = 600;

/** Every row as a point. train/no-features when no column says anything, train/too-many-features beyond 600 features. */
export function encodeRows({ columns, kinds, ignore }: RowsJob): EncodedRows {
	const { rows } = columns;
	const order = Int32Array.from({ length: rows }, (_, row) => row);
	const noTarget = { name: '', values: new Float64Array(0) };
	const featurizer = fitFeaturizer(columns, kinds, 'linear', noTarget, ignore, order, mostCategories);
	const width = featurizer.features.length;
	if (width > mostFeatures) throw new AppError('train/too-many-features', { features: width, limit: mostFeatures });
	const values = new Float32Array(rows * width);
	encodeFeatures(featurizer.inputs, featurizer.encoders, columns, null, values, { rowStride: width, columnStride: 1 });
	return { rows, width, values, featurizer };
}

/** Rows that are drawn as a picture, and that the number of groups is chosen on. */
export const sampleSize = 1500;

/** A sample of the rows in their order; all of them where there are few. */
export function sampleRows(rows: number, random: Random): Int32Array {
	return shuffledIndex(rows, random).slice(0, sampleSize).sort();
}

/** Some of the rows, in the order of `index`. */
export function takePoints({ values, width }: Pick<EncodedRows, 'values' | 'width'>, index: Int32Array): Float32Array {
	const taken = new Float32Array(index.length * width);
	index.forEach((row, at) => taken.set(values.subarray(row * width, (row + 1) * width), at * width));
	return taken;
}
