import { cellAt, numberVector, textVector, type Column, type Columns } from './columns';
import { entryOf } from './named';
import { isTemporalType } from './schema';

/** A row whose values are nested deeper than this is refused. */
const deepest = 64;

type Scalar = string | number | boolean | null;
export type JsonRow = Readonly<Record<string, Scalar>>;

/** A row of JSON, or what is wrong with it and whether it is JSON at all. Nested values are their JSON text. */
export function parseJsonRow(
	text: string
): { readonly values: JsonRow } | { readonly fault: string; readonly isJson: boolean } {
	let row: unknown;
	try {
		row = JSON.parse(text.replace(/^\uFEFF/, ''));
	} catch (error) {
		return { fault: error instanceof Error ? error.message : 'it is not JSON', isJson: false };
	}
	if (typeof row !== 'object' || row === null || Array.isArray(row))
		return { fault: 'every row must be an object with named values', isJson: true };
	if (isDeeper(row, deepest + 1)) return { fault: `values are nested deeper than ${deepest} levels`, isJson: true };
	return { values: Object.fromEntries(Object.entries(row).map(([name, value]) => [name, scalar(value)])) };
}

/** Whether objects and lists stand in each other more than `levels` deep. */
function isDeeper(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

function scalar(value: unknown): Scalar {
	if (value === null || value === undefined) return null;
	if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
	return JSON.stringify(value);
}

/**
 * Rows of JSON as columns, their keys under the names given. Types are JSON's own: text stays text even where it looks like a date, and
 * what is of several types, or among `asText`, is text.
 */
export function jsonColumns(
	rows: readonly JsonRow[],
	keys: ReadonlyMap<string, string>,
	asText: ReadonlySet<string>
): Columns {
	const columns = Array.from(keys, ([key, name]): Column => {
		const cells = rows.map((row) => entryOf(row, key) ?? null);
		return asText.has(name) ? { name, type: 'VARCHAR', vector: textVector(cells.map(textOf)) } : toColumn(name, cells);
	});
	return { rows: rows.length, columns };
}

const textOf = (cell: Scalar) => (cell === null ? null : String(cell));

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
	return { name, type: 'VARCHAR', vector: textVector(cells.map(textOf)) };
}

/** Columns as JSON, one object a line, or a list of them; times as ISO 8601 text, numbers that JSON has no word for as text. */
export function toJson(columns: Columns, format: 'json' | 'ndjson'): string {
	const lines = Array.from({ length: columns.rows }, (_, row) =>
		JSON.stringify(Object.fromEntries(columns.columns.map((column) => [column.name, jsonCell(column, row)])))
	);
	return format === 'json' ? `[\n${lines.join(',\n')}\n]\n` : lines.map((line) => `${line}\n`).join('');
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
