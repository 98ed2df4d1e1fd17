import { AppError } from '../errors';
import { rawColumns } from '../model/inputs';
import type { ModelInput } from '../model/model';
import type { Column, Columns } from '../table/columns';
import type { ColumnRule } from './counterfactual';

/** A value of a row: a number, NaN where missing, or a text, "" where missing. */
export type Value = number | string;
/** A row of a model's inputs, in their order. */
export type Row = readonly Value[];

interface Axis {
	readonly name: string;
	/** Whether there is another value that the rules allow. */
	readonly isFree: boolean;
}

/** A column of numbers: changed values are whole multiples of `step`, `first` to `last` of them. */
export interface NumberAxis extends Axis {
	readonly type: 'number';
	readonly original: number;
	readonly step: number;
	readonly first: number;
	readonly last: number;
	/** Median absolute deviation of the background, or the mean one where that is 0, or 1. */
	readonly scale: number;
	/** Median of the background: where a missing value goes first. */
	readonly middle: number;
}

export interface TextAxis extends Axis {
	readonly type: 'text';
	readonly original: string;
	/** What it may become. */
	readonly categories: readonly string[];
}

export type RowAxis = NumberAxis | TextAxis;

/** The number at a place on the grid, with no digits that the step does not have. */
export function gridValue({ step }: Pick<NumberAxis, 'step'>, place: number): number {
	return step < 1 ? place / Math.round(1 / step) : place * step;
}

/** The place of the allowed value nearest to a number. */
export function nearestPlace(axis: NumberAxis, value: number): number {
	return Math.min(axis.last, Math.max(axis.first, Math.round(value / axis.step)));
}

export function isSame(a: Value | undefined, b: Value | undefined): boolean {
	return Object.is(a, b) || a === b;
}

/** The distance of a value from the row's: Wachter et al. (2017) for numbers, 1 for a changed category. */
export function distanceAlong(axis: RowAxis, value: Value): number {
	if (isSame(value, axis.original)) return 0;
	if (axis.type === 'text' || typeof value === 'string' || !Number.isFinite(axis.original)) return 1;
	return Math.abs(value - axis.original) / axis.scale;
}

/** Rows as the table a model is asked with: its inputs, or some of them, in the order of the rows' values. */
export function tableOf(axes: readonly Pick<ModelInput, 'name' | 'type'>[], rows: readonly Row[]): Columns {
	return {
		rows: rows.length,
		columns: axes.map((axis, at): Column => {
			if (axis.type === 'number')
				return {
					name: axis.name,
					type: 'DOUBLE',
					vector: { kind: 'number', values: Float64Array.from(rows, (row) => Number(row[at])), missing: null }
				};
			const places = new Map<string, number>();
			const codes = Int32Array.from(rows, (row) => {
				const text = String(row[at]);
				const found = places.get(text) ?? places.size;
				places.set(text, found);
				return found;
			});
			return { name: axis.name, type: 'VARCHAR', vector: { kind: 'text', codes, dictionary: [...places.keys()] } };
		})
	};
}

/** The values of rows of a model's inputs. model/input-missing when a column is not there. */
export function rowsOf(inputs: readonly ModelInput[], columns: Columns): Row[] {
	const read = rawColumns(inputs, columns).columns;
	return Array.from({ length: columns.rows }, (_, row) =>
		read.map(({ vector }) =>
			vector.kind === 'number' ? (vector.values[row] ?? NaN) : (vector.dictionary[vector.codes[row] ?? -1] ?? '')
		)
	);
}

/** What each input may become. clarify/rule-invalid for a rule on no input, of the wrong kind, or that allows nothing at all. */
export function axesOf(
	inputs: readonly ModelInput[],
	row: Row,
	background: readonly Row[],
	rules: readonly ColumnRule[]
): RowAxis[] {
	for (const { column } of rules)
		if (!inputs.some(({ name }) => name === column))
			throw new AppError('clarify/rule-invalid', { column, reason: 'no-input' });
	return inputs.map((input, at) => {
		const rule = Object.assign({ column: input.name }, ...rules.filter(({ column }) => column === input.name));
		const seen = background.map((one) => one[at]);
		return input.type === 'number'
			? numberAxis(input, Number(row[at]), seen, rule)
			: textAxis(input, String(row[at]), seen, rule);
	});
}

function textAxis(
	{ name }: ModelInput,
	original: string,
	seen: readonly (Value | undefined)[],
	rule: ColumnRule
): TextAxis {
	if (rule.least !== undefined || rule.most !== undefined || rule.direction !== undefined || rule.whole === true)
		throw new AppError('clarify/rule-invalid', { column: name, reason: 'not-number' });
	const categories = [...new Set(rule.categories ?? seen.map(String))].filter(
		(category) => category !== '' && category !== original
	);
	return { name, type: 'text', original, categories, isFree: rule.immutable !== true && categories.length > 0 };
}

function numberAxis(
	{ name, kind }: ModelInput,
	original: number,
	seen: readonly (Value | undefined)[],
	rule: ColumnRule
): NumberAxis {
	if (rule.categories) throw new AppError('clarify/rule-invalid', { column: name, reason: 'not-category' });
	if ((rule.least ?? -Infinity) > (rule.most ?? Infinity))
		throw new AppError('clarify/rule-invalid', { column: name, reason: 'empty-range' });
	const values = Float64Array.from(
		seen.filter((value) => typeof value === 'number' && Number.isFinite(value)),
		Number
	);
	const known = Number.isFinite(original) ? [...values, original] : [...values];
	const step = Math.max(stepOf(known, kind), rule.whole === true ? 1 : 0);
	const up = rule.direction === 'up' ? original : -Infinity;
	const down = rule.direction === 'down' ? original : Infinity;
	const lowest = Math.max(rule.least ?? leastOf(known), up);
	const highest = Math.min(rule.most ?? -leastOf(known.map((value) => -value)), down);
	const first = Math.ceil(lowest / step - 1e-9);
	const last = Math.floor(highest / step + 1e-9);
	const axis = {
		name,
		type: 'number' as const,
		original,
		step,
		first,
		last,
		scale: spread(values),
		middle: median(values)
	};
	const isOpen = first < last || (first === last && gridValue(axis, first) !== original);
	return { ...axis, isFree: rule.immutable !== true && isOpen };
}

function leastOf(values: readonly number[]): number {
	return values.reduce((least, value) => Math.min(least, value), Infinity);
}

/** Continuous columns get so many powers of ten of steps over their range. */
const rangeDigits = 4;
const day = 86_400_000;
const hour = 3_600_000;

/**
 * The precision of a column: the power of ten (at most six decimals) that all its values are multiples of; for a continuous
 * column about a ten-thousandth of its range; for dates a day or an hour. Never finer than float32 tells apart.
 */
function stepOf(values: readonly number[], kind: string): number {
	if (kind === 'datetime') return values.every((value) => value % day === 0) ? day : hour;
	const most = -leastOf(values.map((value) => -Math.abs(value)));
	const finest = most > 0 && Number.isFinite(most) ? 10 ** Math.ceil(Math.log10(most * 2 ** -22)) : 0;
	for (let decimals = 0; decimals <= 6; decimals++) {
		const units = 10 ** decimals;
		if (values.every((value) => Math.abs(value * units - Math.round(value * units)) <= 1e-9 * Math.abs(value * units)))
			return Math.max(1 / units, finest);
	}
	const range = most === 0 ? 1 : -leastOf(values.map((value) => -value)) - leastOf(values);
	return Math.max(10 ** (Math.floor(Math.log10(range > 0 ? range : most)) - rangeDigits), finest);
}

function median(values: Float64Array): number {
	if (values.length === 0) return 0;
	const sorted = values.slice().sort();
	const half = sorted.length >> 1;
	const upper = sorted[half] ?? 0;
	return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2;
}

function spread(values: Float64Array): number {
	const middle = median(values);
	const away = values.map((value) => Math.abs(value - middle));
	const mean = away.reduce((sum, value) => sum + value, 0) / Math.max(1, away.length);
	return median(away) || mean || 1;
}
