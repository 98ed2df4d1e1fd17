import { cellAt, columnNamed, type Cell, type Columns } from '../table/columns';
import type { Explanation } from './explanation';

/** Numbers of a column as places among the others: 0 the lowest, 1 the highest; null for text and where there is none. */
export type Levels = readonly (number | null)[];

export function cellsOf(rows: Columns, name: string, count: number): Cell[] {
	const column = columnNamed(rows, name);
	return Array.from({ length: count }, (_, row) => (column ? cellAt(column.vector, row) : null));
}

export function levelsOf(cells: readonly Cell[]): Levels {
	const sorted = Float64Array.from(cells.filter((cell) => typeof cell === 'number' && Number.isFinite(cell))).sort();
	const places = new Map<number, number>();
	sorted.forEach((value, place) => {
		if (!places.has(value)) places.set(value, place);
	});
	return cells.map((cell) => {
		const place = typeof cell === 'number' ? places.get(cell) : undefined;
		if (place === undefined) return null;
		return sorted.length < 2 ? 0.5 : place / (sorted.length - 1);
	});
}

/** Rows to draw where there are more than `most`, evenly spaced. */
export function drawnRows(count: number, most: number): number[] {
	const shown = Math.min(count, Math.max(1, Math.floor(most)));
	return Array.from({ length: shown }, (_, at) => Math.floor((at * count) / shown));
}

/** One dot of a beeswarm. */
export interface SwarmDot {
	readonly row: number;
	readonly feature: string;
	readonly value: number;
	readonly level: number | null;
	/** -2 to 2: rows that would fall on one another are spread over lanes. */
	readonly lane: number;
}

/** Shapley values as dots for the columns in `order`. `rows` holds the raw inputs of the same rows; only those in `drawn` are told. */
export function swarmDots(
	found: Explanation,
	rows: Columns,
	order: readonly string[],
	drawn: readonly number[]
): SwarmDot[] {
	return order.flatMap((feature) => {
		const levels = levelsOf(cellsOf(rows, feature, found.predictions.length));
		const values = valuesOf(found, feature);
		const lanes = lanesOf(drawn.map((row) => values[row] ?? 0));
		return drawn.map((row, at) => ({
			row,
			feature,
			value: values[row] ?? 0,
			level: levels[row] ?? null,
			lane: lanes[at] ?? 0
		}));
	});
}

/** The values of one column, a row each. */
export function valuesOf(found: Explanation, feature: string): Float64Array {
	const width = found.features.length;
	const place = found.features.indexOf(feature);
	return found.predictions.map((_, row) => found.values[row * width + place] ?? 0);
}

/** Neighbours along the axis go to lanes in turn: 0, 1, -1, 2, -2; alone, a dot stays in the middle. */
export function lanesOf(values: readonly number[]): number[] {
	const turn = [0, 1, -1, 2, -2];
	const lowest = values.reduce((least, value) => Math.min(least, value), Infinity);
	const step = (values.reduce((most, value) => Math.max(most, value), -Infinity) - lowest) / 60;
	const inCell = new Map<number, number>();
	return values.map((value) => {
		const cell = step === 0 ? 0 : Math.floor((value - lowest) / step);
		const before = inCell.get(cell) ?? 0;
		inCell.set(cell, before + 1);
		return turn[before % turn.length] ?? 0;
	});
}

/** One step of a waterfall: from the running answer to the next. */
export interface WaterfallStep {
	/** null for the columns that are shown together. */
	readonly feature: string | null;
	readonly columns: number;
	readonly value: number;
	readonly error: number | null;
	readonly from: number;
	readonly to: number;
}

/** A row's answer as steps from the base value, the largest first; the smallest columns are added up in the last one. */
export function waterfallSteps(found: Explanation, row: number, most: number): WaterfallStep[] {
	let at = found.baseValue;
	return rowParts(found, row, most).map((part) => {
		const from = at;
		at += part.value;
		return { ...part, from, to: at };
	});
}

type RowPart = Omit<WaterfallStep, 'from' | 'to'>;

function rowParts(found: Explanation, row: number, most: number): RowPart[] {
	const width = found.features.length;
	const parts: RowPart[] = found.features
		.map((feature, place) => ({
			feature,
			columns: 1,
			value: found.values[row * width + place] ?? 0,
			error: found.errors ? (found.errors[row * width + place] ?? 0) : null
		}))
		.sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
	if (parts.length <= most) return parts;
	const others = parts.splice(most - 1);
	const value = others.reduce((sum, part) => sum + part.value, 0);
	return [...parts, { feature: null, columns: others.length, value, error: null }];
}

/**
 * The same parts as forces that meet at the answer: what raises it pushes from the left, what lowers it from the right, the largest
 * nearest to the answer.
 */
export function forceParts(found: Explanation, row: number, most: number): WaterfallStep[] {
	const answer = found.predictions[row] ?? found.baseValue;
	let [up, down] = [answer, answer];
	return rowParts(found, row, most).map((part) => {
		const start = part.value >= 0 ? up : down;
		const end = start - part.value;
		if (part.value >= 0) up = end;
		else down = end;
		return { ...part, from: Math.min(start, end), to: Math.max(start, end) };
	});
}

/** How far apart a column's Shapley values are for low and for high values of another, among rows with like values of its own. */
export interface Partner {
	readonly feature: string;
	readonly strength: number;
}

/**
 * Columns that a column's values hang together with, the strongest first: rows are sorted by the column and cut into ten, and within each
 * the covariance of its Shapley values with the other's level, by size, is averaged. A guess by eye, for models whose pairs cannot be had.
 */
export function likelyPartners(found: Explanation, rows: Columns, feature: string): Partner[] {
	const count = found.predictions.length;
	const own = cellsOf(rows, feature, count);
	const values = valuesOf(found, feature);
	const order = Array.from({ length: count }, (_, row) => row).sort((a, b) =>
		compareCells(own[a] ?? null, own[b] ?? null)
	);
	const bins = Array.from({ length: 10 }, (_, bin) =>
		order.slice(Math.floor((bin * count) / 10), Math.floor(((bin + 1) * count) / 10))
	);
	return found.features
		.filter((other) => other !== feature)
		.map((other) => {
			const levels = codesOf(cellsOf(rows, other, count));
			const strength = bins.reduce((sum, bin) => sum + Math.abs(covariance(bin, values, levels)), 0) / 10;
			return { feature: other, strength };
		})
		.sort((a, b) => b.strength - a.strength);
}

function compareCells(a: Cell, b: Cell): number {
	if (typeof a === 'number' && typeof b === 'number') return a - b;
	const [left, right] = [String(a ?? ''), String(b ?? '')];
	return left < right ? -1 : left > right ? 1 : 0;
}

/** Levels of numbers; places of texts in order, spread over 0 to 1. */
function codesOf(cells: readonly Cell[]): number[] {
	if (cells.some((cell) => typeof cell === 'number')) return levelsOf(cells).map((level) => level ?? 0.5);
	const texts = [...new Set(cells.map((cell) => String(cell ?? '')))].sort();
	const places = new Map(texts.map((text, place) => [text, place / Math.max(1, texts.length - 1)]));
	return cells.map((cell) => places.get(String(cell ?? '')) ?? 0);
}

function covariance(rows: readonly number[], a: Float64Array, b: readonly number[]): number {
	if (rows.length < 2) return 0;
	const meanA = rows.reduce((sum, row) => sum + (a[row] ?? 0), 0) / rows.length;
	const meanB = rows.reduce((sum, row) => sum + (b[row] ?? 0), 0) / rows.length;
	return rows.reduce((sum, row) => sum + ((a[row] ?? 0) - meanA) * ((b[row] ?? 0) - meanB), 0) / rows.length;
}
