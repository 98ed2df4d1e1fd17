import { AppError } from '../errors';
import type { ModelInput } from '../model/model';
import { columnNamed, type Column, type Columns } from '../table/columns';
import { readTexts } from '../train/encode';

/** Places along a column of numbers, ascending, and how its rows lie. */
export interface NumberAxis {
	readonly kind: 'number';
	readonly column: string;
	/** The DuckDB type: dates are milliseconds since 1970. */
	readonly type: string;
	readonly values: Float64Array;
	/** The 0 %, 10 %, ... 100 % quantiles; each is a value that occurs. */
	readonly deciles: Float64Array;
	/** Rows in bins of equal width from the least to the largest value. */
	readonly histogram: Float64Array;
	/** Rows without a finite number. */
	readonly missing: number;
}

/** Categories of a column; '' is missing, as the model reads it. */
export interface CategoryAxis {
	readonly kind: 'category';
	readonly column: string;
	readonly type: string;
	readonly values: readonly string[];
	/** Rows of each. */
	readonly counts: Float64Array;
	readonly order: 'frequency' | 'similarity';
	/** Rows of categories that are not among the values. */
	readonly others: number;
}

export type EffectAxis = NumberAxis | CategoryAxis;

/** An axis with the place of each row on it. */
export type AxisRows =
	| { readonly axis: NumberAxis; /** NaN where there is no finite number. */ readonly numbers: Float64Array }
	| {
			readonly axis: CategoryAxis;
			/** Place of each row's category in `values`, -1 for another. */ readonly codes: Int32Array;
	  };

const histogramBins = 40;

/**
 * The places where an input is asked. Numbers: all distinct ones where there are at most `most`, else `most` quantiles at even
 * shares, the least and the largest among them (type 1 of Hyndman & Fan 1996: values that occur). Text: the `most` commonest
 * categories. Numbers that one value fills get more of the rarer ones. model/input-missing when the column is not there, clarify/not-explainable when it holds no finite number.
 */
export function axisOf(input: ModelInput, columns: Columns, most: number): AxisRows {
	const column = columnNamed(columns, input.name);
	if (!column) throw new AppError('model/input-missing', { column: input.name });
	return input.type === 'number'
		? numberAxis(column, columns.rows, Math.max(2, most))
		: categoryAxis(column, columns.rows, Math.max(1, most));
}

function numberAxis(column: Column, rows: number, most: number): AxisRows {
	const numbers = finiteNumbers(column, rows);
	const sorted = numbers.filter(Number.isFinite).sort();
	if (sorted.length === 0)
		throw new AppError('clarify/not-explainable', { reason: `“${column.name}” holds no number` });
	const distinct = withoutRepeats(sorted);
	const deciles = quantiles(sorted, 10);
	return {
		numbers,
		axis: {
			kind: 'number',
			column: column.name,
			type: column.type,
			values: placesAmong(sorted, distinct, most),
			deciles,
			histogram: histogramOf(sorted),
			missing: rows - sorted.length
		}
	};
}

/** Quantiles of the rows; where one value takes several of them, those places go to quantiles of the distinct values. */
function placesAmong(sorted: Float64Array, distinct: Float64Array, most: number): Float64Array {
	if (distinct.length <= most) return distinct;
	const common = withoutRepeats(quantiles(sorted, most - 1));
	const left = most - common.length;
	if (left === 0) return common;
	return withoutRepeats(Float64Array.from([...common, ...quantiles(distinct, left + 1)]).sort());
}

function withoutRepeats(sorted: Float64Array): Float64Array {
	return sorted.filter((value, at) => at === 0 || value !== sorted[at - 1]);
}

/** The numbers of a column, NaN where there is no finite one; text is read as the model reads it. */
export function finiteNumbers({ vector }: Column, rows: number): Float64Array {
	const finite = (value: number) => (Number.isFinite(value) ? value : NaN);
	if (vector.kind === 'text') {
		const read = vector.dictionary.map((text) => finite(text.trim() === '' ? NaN : Number(text)));
		return Float64Array.from({ length: rows }, (_, row) => read[vector.codes[row] ?? -1] ?? NaN);
	}
	return Float64Array.from({ length: rows }, (_, row) =>
		vector.missing?.[row] === 1 ? NaN : finite(vector.values[row] ?? NaN)
	);
}

/** The least value, then the quantiles at 1/n, 2/n ... 1: the smallest value with at least that share of the rows up to it. */
function quantiles(sorted: Float64Array, n: number): Float64Array {
	return Float64Array.from({ length: n + 1 }, (_, at) => {
		const place = Math.ceil((sorted.length * at) / n) - 1;
		return sorted[Math.max(0, place)] ?? NaN;
	});
}

function histogramOf(sorted: Float64Array): Float64Array {
	const [least, most] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
	if (least === most) return Float64Array.of(sorted.length);
	const counts = new Float64Array(histogramBins);
	for (const value of sorted) {
		const at = Math.min(histogramBins - 1, Math.floor(((value - least) / (most - least)) * histogramBins));
		counts[at] = (counts[at] ?? 0) + 1;
	}
	return counts;
}

function categoryAxis(column: Column, rows: number, most: number): AxisRows {
	const { codes, dictionary } = readTexts(column.vector, rows, column.type);
	const counts = new Float64Array(dictionary.length);
	for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
	const byFrequency = Array.from(dictionary.keys()).sort(
		(a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || ((dictionary[a] ?? '') < (dictionary[b] ?? '') ? -1 : 1)
	);
	const kept = byFrequency.slice(0, most);
	const place = new Int32Array(dictionary.length).fill(-1);
	kept.forEach((code, at) => (place[code] = at));
	const shown = Float64Array.from(kept, (code) => counts[code] ?? 0);
	return {
		codes: codes.map((code) => place[code] ?? -1),
		axis: {
			kind: 'category',
			column: column.name,
			type: column.type,
			values: kept.map((code) => dictionary[code] ?? ''),
			counts: shown,
			order: 'frequency',
			others: rows - shown.reduce((sum, count) => sum + count, 0)
		}
	};
}

/** The same categories in another order: `order[i]` is the old place of the new i-th. */
export function reordered(found: Extract<AxisRows, { codes: Int32Array }>, order: readonly number[]): typeof found {
	const { axis, codes } = found;
	const place = new Int32Array(order.length);
	order.forEach((old, at) => (place[old] = at));
	return {
		codes: codes.map((code) => (code < 0 ? -1 : (place[code] ?? -1))),
		axis: {
			...axis,
			order: 'similarity',
			values: order.map((old) => axis.values[old] ?? ''),
			counts: Float64Array.from(order, (old) => axis.counts[old] ?? 0)
		}
	};
}

/** The place on the axis that lies nearest to each row (the lower one of two as near); -1 for a row that has none. */
export function nearestPlaces(found: AxisRows): Int32Array {
	if ('codes' in found) return found.codes;
	const { values } = found.axis;
	return Int32Array.from(found.numbers, (value) => {
		if (Number.isNaN(value)) return -1;
		const above = intervalOf(values, value) + 1;
		const [low, high] = [values[above - 1] ?? value, values[above] ?? Infinity];
		return high - value < value - low ? above : above - 1;
	});
}

/** The interval (values[i], values[i + 1]] that holds a value, the first one closed below; 0 where there is no second value. */
export function intervalOf(values: Float64Array, value: number): number {
	let [low, high] = [0, Math.max(0, values.length - 2)];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (value <= (values[middle + 1] ?? Infinity)) high = middle;
		else low = middle + 1;
	}
	return low;
}

/** The rows with one column's values given instead: numbers, or places in the values of a category axis. */
export function replaced(columns: Columns, axis: EffectAxis, places: Float64Array | Int32Array): Columns {
	const vector: Column['vector'] =
		axis.kind === 'number'
			? { kind: 'number', values: Float64Array.from(places), missing: null }
			: { kind: 'text', codes: Int32Array.from(places), dictionary: axis.values };
	const type = axis.kind === 'number' ? 'DOUBLE' : 'VARCHAR';
	return {
		rows: columns.rows,
		columns: columns.columns.map((column) =>
			column.name === axis.column ? { name: column.name, type, vector } : column
		)
	};
}

/** Every row at the i-th place of an axis. */
export function allAt(columns: Columns, axis: EffectAxis, at: number): Columns {
	return axis.kind === 'number'
		? replaced(columns, axis, new Float64Array(columns.rows).fill(axis.values[at] ?? NaN))
		: replaced(columns, axis, new Int32Array(columns.rows).fill(at));
}
