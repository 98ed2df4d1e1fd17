import { AppError } from '../errors';
import { columnNamed, type Column, type Columns } from '../table/columns';
import type { Kind } from '../table/schema';
import type { Task } from './job';

export const mostClasses = 100;

/** The label of a cell, verbatim; null where missing. A stored NaN counts as missing. */
function labelAt(column: Column, row: number): string | null {
	const { vector } = column;
	if (vector.kind === 'text') {
		const code = vector.codes[row] ?? -1;
		return code < 0 ? null : (vector.dictionary[code] ?? null);
	}
	const value = vector.values[row] ?? NaN;
	if (vector.missing?.[row] === 1 || Number.isNaN(value)) return null;
	return column.type === 'BOOLEAN' ? String(value !== 0) : String(value);
}

function byValue(a: string, b: string): number {
	const x = Number(a);
	const y = Number(b);
	if (a.trim() !== '' && b.trim() !== '' && Number.isFinite(x) && Number.isFinite(y) && x !== y) return x - y;
	return a < b ? -1 : a > b ? 1 : 0;
}

export interface Target {
	/** Class numbers, or the numbers themselves; NaN where missing. */
	readonly values: Float64Array;
	/** Labels in order: as numbers where all are, else by code unit. Empty for regression. */
	readonly classes: readonly string[];
	/** Rows where the target is missing. */
	readonly missing: number;
}

/** Whole numbers of at most so many values are taken for classes. */
export const fewNumbers = 10;

/**
 * The task a target suggests: numbers are regression unless they are declared otherwise or take at most `few` whole values.
 * train/target-missing when there is no such column.
 */
export function guessTask(columns: Columns, target: string, kind: Kind | undefined, few = fewNumbers): Task {
	const column = targetColumn(columns, target);
	if (column.vector.kind === 'text' || column.type === 'BOOLEAN') return 'classification';
	if (kind === 'categorical' || kind === 'boolean' || kind === 'ordinal') return 'classification';
	const seen = new Set<number>();
	for (let row = 0; row < columns.rows && seen.size <= few; row++) {
		if (column.vector.missing?.[row] === 1) continue;
		const value = column.vector.values[row] ?? NaN;
		if (!Number.isInteger(value)) return 'regression';
		seen.add(value);
	}
	return seen.size <= few ? 'classification' : 'regression';
}

export function targetColumn(columns: Columns, target: string): Column {
	const column = columnNamed(columns, target);
	if (!column) throw new AppError('train/target-missing', { column: target });
	return column;
}

/**
 * Reads the target. train/target-missing (no such column, or text for regression), train/constant-target, train/one-class,
 * train/too-many-classes (more than 100), train/too-few-rows (fewer than 4 with a target).
 */
export function readTarget(columns: Columns, name: string, task: Task): Target {
	const column = targetColumn(columns, name);
	return task === 'regression' ? readNumbers(column, columns.rows, name) : readClasses(column, columns.rows, name);
}

/**
 * The labels of rows for a model that is there already: class numbers, or the numbers themselves (no classes); NaN where missing and
 * where the label is no class of the model. train/target-missing, table/column-kind when numbers are wanted of text.
 */
export function labelsFor(columns: Columns, name: string, classes: readonly string[]): Float64Array {
	const column = targetColumn(columns, name);
	if (classes.length === 0 && column.vector.kind === 'text')
		throw new AppError('table/column-kind', { column: name, kind: 'text', wanted: 'number' });
	const places = new Map(classes.map((label, at) => [label, at]));
	return Float64Array.from({ length: columns.rows }, (_, row) => {
		const label = labelAt(column, row);
		if (label === null) return NaN;
		return classes.length > 0 ? (places.get(label) ?? NaN) : Number(label);
	});
}

function readNumbers(column: Column, rows: number, name: string): Target {
	if (column.vector.kind === 'text')
		throw new AppError('table/column-kind', { column: name, kind: 'text', wanted: 'number' });
	const { values: cells, missing } = column.vector;
	const values = new Float64Array(rows);
	let absent = 0;
	let least = Infinity;
	let most = -Infinity;
	for (let row = 0; row < rows; row++) {
		const value = missing?.[row] === 1 ? NaN : (cells[row] ?? NaN);
		values[row] = Number.isFinite(value) ? value : NaN;
		if (!Number.isFinite(value)) absent += 1;
		else {
			least = Math.min(least, value);
			most = Math.max(most, value);
		}
	}
	enoughRows(rows - absent);
	if (least === most) throw new AppError('train/constant-target', { column: name, value: least });
	return { values, classes: [], missing: absent };
}

function readClasses(column: Column, rows: number, name: string): Target {
	const labels: (string | null)[] = new Array<string | null>(rows);
	const found = new Set<string>();
	let absent = 0;
	for (let row = 0; row < rows; row++) {
		const label = labelAt(column, row);
		labels[row] = label;
		if (label === null) absent += 1;
		else found.add(label);
	}
	if (found.size > mostClasses)
		throw new AppError('train/too-many-classes', { column: name, classes: found.size, limit: mostClasses });
	enoughRows(rows - absent);
	const classes = [...found].sort(byValue);
	if (classes.length === 1) throw new AppError('train/one-class', { column: name, value: classes[0] ?? '' });
	const place = new Map(classes.map((label, at) => [label, at]));
	const values = Float64Array.from(labels, (label) => (label === null ? NaN : (place.get(label) ?? NaN)));
	return { values, classes, missing: absent };
}

function enoughRows(rows: number): void {
	if (rows < 4) throw new AppError('train/too-few-rows', { rows, least: 4 });
}
