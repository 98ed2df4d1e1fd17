import { AppError } from '../errors';
import { cellAt, numberVector, textVector, type Column, type Columns } from './columns';
import { isTemporalType } from './schema';
import { uniqueNames, type NamedColumns } from './sniff';

/** Objects nested deeper than this are refused. */
const deepest = 64;

type Scalar = string | number | boolean | null;

function scalar(value: unknown, depth: number): Scalar {
	if (depth > deepest)
		throw new AppError('table/unreadable', { file: '', reason: `values are nested deeper than ${deepest}` });
	if (value === null || value === undefined) return null;
	if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
	return JSON.stringify(value);
}

/**
 * JSON text (a list of objects, or one object a line) as columns. Types are JSON's own: nested values stay JSON text, text stays
 * text even where it looks like a date, and what is of several types is text.
 */
export function parseJsonRows(
	file: string,
	text: string,
	lines: boolean
): { readonly columns: Columns; readonly renamed: NamedColumns['renamed'] } {
	const rows: unknown[] = [];
	const parse = (part: string, line: number): unknown => {
		try {
			return JSON.parse(part);
		} catch (error) {
			const reason = error instanceof Error ? error.message : 'it is not JSON';
			throw new AppError('table/unreadable', { file, line, reason }, { cause: error });
		}
	};
	if (lines) text.split('\n').forEach((line, i) => line.trim() !== '' && rows.push(parse(line, i + 1)));
	else {
		const parsed = parse(text, 1);
		if (Array.isArray(parsed)) rows.push(...parsed);
		else rows.push(parsed);
	}
	if (rows.length === 0) throw new AppError('table/empty', { file });
	const cells = new Map<string, Scalar[]>();
	rows.forEach((row, i) => {
		if (typeof row !== 'object' || row === null || Array.isArray(row))
			throw new AppError('table/unreadable', {
				file,
				line: i + 1,
				reason: 'every row must be an object with named values'
			});
		for (const [name, value] of Object.entries(row)) {
			let column = cells.get(name);
			if (!column) cells.set(name, (column = new Array<Scalar>(rows.length).fill(null)));
			column[i] = scalar(value, 0);
		}
	});
	const { names, renamed } = uniqueNames([...cells.keys()]);
	const columns = [...cells.values()].map((column, place) => toColumn(names[place] ?? '', column));
	return { columns: { rows: rows.length, columns }, renamed };
}

function toColumn(name: string, cells: readonly Scalar[]): Column {
	const present = cells.filter((cell) => cell !== null);
	if (present.length > 0 && present.every((cell) => typeof cell === 'number')) {
		const whole = present.every((cell) => Number.isSafeInteger(cell));
		return {
			name,
			type: whole ? 'BIGINT' : 'DOUBLE',
			vector: numberVector(cells.map((cell) => (typeof cell === 'number' ? cell : null)))
		};
	}
	if (present.length > 0 && present.every((cell) => typeof cell === 'boolean'))
		return { name, type: 'BOOLEAN', vector: numberVector(cells.map((cell) => (cell === null ? null : cell ? 1 : 0))) };
	return { name, type: 'VARCHAR', vector: textVector(cells.map((cell) => (cell === null ? null : String(cell)))) };
}

/** Columns as JSON, one object a line; times as ISO 8601 text, numbers that JSON has no word for as text. */
export function toNdjson(columns: Columns): string {
	const lines = Array.from({ length: columns.rows }, (_, row) =>
		JSON.stringify(Object.fromEntries(columns.columns.map((column) => [column.name, jsonCell(column, row)])))
	);
	return lines.map((line) => `${line}\n`).join('');
}

/** A cell as JSON has it: booleans true and false, times as ISO 8601 text. */
export function jsonCell({ type, vector }: Column, row: number): string | number | boolean | null {
	const cell = cellAt(vector, row);
	if (typeof cell !== 'number') return cell;
	if (type === 'BOOLEAN') return cell === 1;
	if (isTemporalType(type))
		return type === 'DATE' ? new Date(cell).toISOString().slice(0, 10) : new Date(cell).toISOString();
	return Number.isFinite(cell) ? cell : String(cell);
}
