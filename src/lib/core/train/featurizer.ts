import { AppError } from '../errors';
import type { Encoder, ModelInput } from '../model/model';
import type { Column, Columns } from '../table/columns';
import { entryOf } from '../table/named';
import type { Kind } from '../table/schema';
import { encoderWidth, readNumbers, readTexts } from './encode';
import type { EstimatorName } from './job';
import type { Params } from './params';

export type DropReason = 'identifier' | 'constant' | 'high-cardinality' | 'unsupported-kind' | 'ignored';
export interface DroppedColumn {
	readonly column: string;
	readonly reason: DropReason;
}

/** What turns raw columns into the features an estimator reads: the front half of a Model. */
export interface Featurizer {
	readonly inputs: readonly ModelInput[];
	readonly encoders: readonly Encoder[];
	readonly features: readonly string[];
	readonly featureInputs: readonly number[];
	/** Of each feature how many categories it numbers, for trees to split by; 0 for a number. */
	readonly categories: readonly number[];
	readonly dropped: readonly DroppedColumn[];
}

/** Categories that get a column of their own (in trees: that are split off one at a time); the rest of a column's values read as none of them. */
export const mostOneHot = { linear: 40, mlp: 40, trees: 12, knn: 40 } as const;
/** Of a net that reads them through an embedding. */
const mostEmbedded = 256;
/** So many categories trees split into sets; beyond, a category is its place in the order of the mean target. */
const mostSplit = 254;
const mostOrdinal = 1000;
const mostFeatures = 4000;
/** Text with more distinct values than this share of its rows is taken for a name or a sentence. */
const distinctShare = 0.5;

/** How many categories of a column an estimator with these parameters tells apart as features. */
export function mostCategories(estimator: EstimatorName, params: Params): number {
	return estimator === 'mlp' && Number(params['embedding']) > 0 ? mostEmbedded : mostOneHot[estimator];
}

/**
 * Learns the encoders from the rows listed in `train`. Numbers: as they are, NaN where missing, for trees; mean-imputed, standardised
 * and with an `is missing` feature for the others. Categories: one 0/1 feature each, `most` of them, by falling frequency (ties
 * by code unit); for trees their place in that order, to be split by sets, and beyond 254 of them their place in the order of the mean
 * target. Dates are numbers. Columns that teach nothing are dropped with a reason. Where `most` would give more than 4000 features, so
 * many of a column are told apart as without an embedding. train/no-features when none is left, train/too-many-features beyond 4000.
 */
export function fitFeaturizer(
	columns: Columns,
	kinds: Readonly<Record<string, Kind>>,
	estimator: EstimatorName,
	target: { readonly name: string; readonly values: Float64Array },
	ignore: readonly string[],
	train: Int32Array,
	most: number = mostOneHot[estimator]
): Featurizer {
	const inputs: ModelInput[] = [];
	const encoders: Encoder[] = [];
	const dropped: DroppedColumn[] = [];
	for (const column of columns.columns) {
		const { name } = column;
		if (name === target.name) continue;
		const kind = entryOf(kinds, name) ?? (column.vector.kind === 'number' ? 'numeric' : 'categorical');
		const found = ignore.includes(name)
			? 'ignored'
			: fitColumn(column, kind, estimator, target.values, columns.rows, train, most);
		if (typeof found === 'string') {
			dropped.push({ column: name, reason: found });
			continue;
		}
		const type = found.some((encoder) => encoder.type === 'numeric') ? 'number' : 'text';
		inputs.push({ name, type, kind });
		encoders.push(...found);
	}
	if (encoders.length === 0) {
		const left = (reason: DropReason) => dropped.filter((one) => one.reason === reason).length;
		throw new AppError('train/no-features', {
			dropped: dropped.length,
			...{ constant: left('constant'), identifier: left('identifier'), ignored: left('ignored') }
		});
	}
	const features = encoders.flatMap(featureNames);
	if (features.length > mostFeatures && most > mostOneHot[estimator])
		return fitFeaturizer(columns, kinds, estimator, target, ignore, train);
	if (features.length > mostFeatures)
		throw new AppError('train/too-many-features', { features: features.length, limit: mostFeatures });
	const places = new Map(inputs.map(({ name }, place) => [name, place]));
	const featureInputs = encoders.flatMap((encoder) =>
		Array.from({ length: encoderWidth(encoder) }, () => places.get(encoder.input) ?? 0)
	);
	const categories = encoders.flatMap((encoder) =>
		encoder.type === 'ordinal' && encoder.categories.length <= mostSplit
			? [encoder.categories.length]
			: new Array<number>(encoderWidth(encoder)).fill(0)
	);
	return { inputs, encoders, features, featureInputs, categories, dropped };
}

/** `age`, `workclass=Private`, `workclass in Private, State-gov`, `age is missing`. */
export function featureNames(encoder: Encoder): string[] {
	if (encoder.type === 'onehot') return encoder.categories.map((category) => `${encoder.input}=${category}`);
	if (encoder.type === 'category-sets')
		return encoder.sets.map((set) => `${encoder.input} in ${set.map((at) => encoder.categories[at] ?? '').join(', ')}`);
	return [encoder.type === 'missing' ? `${encoder.input} is missing` : encoder.input];
}

function fitColumn(
	column: Column,
	kind: Kind,
	estimator: EstimatorName,
	target: Float64Array,
	rows: number,
	train: Int32Array,
	most: number
): Encoder[] | DropReason {
	if (kind === 'identifier') return 'identifier';
	if (kind === 'list' || kind === 'embedding') return 'unsupported-kind';
	const isNumber = column.vector.kind === 'number' && kind !== 'categorical' && kind !== 'text';
	return isNumber
		? fitNumeric(column, estimator, rows, train)
		: fitCategories(column, kind, estimator, target, rows, train, most);
}

function fitNumeric(column: Column, estimator: EstimatorName, rows: number, train: Int32Array): Encoder[] | DropReason {
	const values = readNumbers(column.vector, rows);
	let [count, missing, sum] = [0, 0, 0];
	let least = Infinity;
	let most = -Infinity;
	for (const row of train) {
		const x = values[row] ?? NaN;
		if (Number.isNaN(x)) missing += 1;
		else {
			least = Math.min(least, x);
			most = Math.max(most, x);
		}
		if (!Number.isFinite(x)) continue;
		count += 1;
		sum += x;
	}
	const anyMissing = missing > 0;
	if (missing === train.length || (least === most && !anyMissing)) return 'constant';
	const input = column.name;
	if (estimator === 'trees') return [{ type: 'numeric', input, impute: null, mean: 0, scale: 1 }];
	if (count === 0) return 'constant';
	const mean = sum / count;
	let squares = 0;
	for (const row of train) {
		const x = values[row] ?? NaN;
		if (Number.isFinite(x)) squares += (x - mean) ** 2;
	}
	const scale = Math.fround(Math.sqrt(squares / train.length));
	const centre = Math.fround(mean);
	const numeric: Encoder = {
		type: 'numeric',
		input,
		impute: centre,
		mean: centre,
		scale: scale > 0 && Number.isFinite(scale) ? scale : 1
	};
	return anyMissing ? [numeric, { type: 'missing', input }] : [numeric];
}

function fitCategories(
	column: Column,
	kind: Kind,
	estimator: EstimatorName,
	target: Float64Array,
	rows: number,
	train: Int32Array,
	most: number
): Encoder[] | DropReason {
	const { codes, dictionary } = readTexts(column.vector, rows, column.type);
	const counts = new Float64Array(dictionary.length);
	const sums = new Float64Array(dictionary.length);
	let total = 0;
	for (const row of train) {
		const code = codes[row] ?? 0;
		const y = target[row] ?? 0;
		counts[code] = (counts[code] ?? 0) + 1;
		sums[code] = (sums[code] ?? 0) + y;
		total += y;
	}
	const seen = dictionary
		.map((category, code) => ({ category, count: counts[code] ?? 0, sum: sums[code] ?? 0 }))
		.filter(({ count }) => count > 0)
		.sort((a, b) => b.count - a.count || (a.category < b.category ? -1 : 1));
	if (seen.length < 2) return 'constant';
	if (
		seen.length > most &&
		(kind === 'text' || seen.length > mostOrdinal) &&
		seen.length > distinctShare * train.length
	)
		return 'high-cardinality';
	const input = column.name;
	const names = seen.map(({ category }) => category);
	if (estimator !== 'trees') return [{ type: 'onehot', input, categories: names.slice(0, most) }];
	if (seen.length <= mostSplit) return [{ type: 'ordinal', input, categories: names }];
	const overall = total / train.length;
	const smoothed = (entry: { sum: number; count: number }) => (entry.sum + 10 * overall) / (entry.count + 10);
	const ordered = seen.slice(0, mostOrdinal).sort((a, b) => smoothed(a) - smoothed(b));
	return [{ type: 'ordinal', input, categories: ordered.map(({ category }) => category) }];
}
