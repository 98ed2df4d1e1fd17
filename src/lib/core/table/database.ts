import { numberVector, textVector, type Column, type Columns } from './columns';
import { uniqueNames, type NamedColumns } from './sniff';

/** A value of an SQLite table. */
export type DatabaseCell = string | number | bigint | Uint8Array | null;

export interface DatabaseTable {
	readonly rows: number;
	/** `declared` is the type in CREATE TABLE, which binds no value. */
	readonly columns: readonly {
		readonly name: string;
		readonly declared: string;
		readonly cells: readonly DatabaseCell[];
	}[];
}

/** Reads SQLite databases, never writing them. table/unreadable for what is none. */
export interface DatabaseReader {
	/** Tables and views in the order they were made, without SQLite's own. */
	tables(file: string, bytes: Blob): Promise<readonly string[]>;
	read(file: string, bytes: Blob, table: string, signal?: AbortSignal): Promise<DatabaseTable>;
}

const time = /^\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)?Z?$/;

/**
 * A table of a database as columns. A column has the type that all its values share: whole numbers, numbers, else text. Where it is
 * declared as a date or time and holds ISO 8601 text it is DATE or TIMESTAMP, declared as BOOLEAN with 0 and 1 it is BOOLEAN. Bytes
 * become hexadecimal text, and a column with whole numbers beyond 2^53 text, so that no digit is lost.
 */
export function databaseColumns({ rows, columns }: DatabaseTable): {
	readonly columns: Columns;
	readonly renamed: NamedColumns['renamed'];
} {
	const { names, renamed } = uniqueNames(columns.map(({ name }) => name));
	const typed = columns.map(({ declared, cells }, place) => typedColumn(names[place] ?? '', declared, cells));
	return { columns: { rows, columns: typed }, renamed };
}

function typedColumn(name: string, declared: string, cells: readonly DatabaseCell[]): Column {
	const present = cells.filter((cell) => cell !== null);
	const every = (fits: (cell: DatabaseCell) => boolean) => present.length > 0 && present.every(fits);
	const numbers = (of: (cell: DatabaseCell) => number) =>
		numberVector(cells.map((cell) => (cell === null ? null : of(cell))));
	if (/^BOOL/i.test(declared) && every((cell) => Number(cell) === 0 || Number(cell) === 1))
		return { name, type: 'BOOLEAN', vector: numbers(Number) };
	if (every(isSafe)) return { name, type: 'BIGINT', vector: numbers(Number) };
	if (every((cell) => isSafe(cell) || typeof cell === 'number'))
		return { name, type: 'DOUBLE', vector: numbers(Number) };
	if (/DATE|TIME/i.test(declared) && every((cell) => !Number.isNaN(momentOf(cell))))
		return {
			name,
			type: every((cell) => String(cell).length === 10) ? 'DATE' : 'TIMESTAMP',
			vector: numbers(momentOf)
		};
	return { name, type: 'VARCHAR', vector: textVector(cells.map(textOf)) };
}

const isSafe = (cell: DatabaseCell) => typeof cell === 'bigint' && Number.isSafeInteger(Number(cell));

/** Milliseconds since 1970, a time without a zone as UTC; NaN for what is no ISO 8601 time. */
function momentOf(cell: DatabaseCell): number {
	if (typeof cell !== 'string' || !time.test(cell)) return NaN;
	return Date.parse(cell.length === 10 ? cell : `${cell.replace(' ', 'T').replace(/Z$/, '')}Z`);
}

function textOf(cell: DatabaseCell): string | null {
	if (cell === null) return null;
	if (cell instanceof Uint8Array) return Array.from(cell, (byte) => byte.toString(16).padStart(2, '0')).join('');
	return String(cell);
}
