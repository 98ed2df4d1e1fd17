import { cellAt, columnNamed, type Cell, type Column, type Columns } from '../table/columns';
import type { Field } from '../table/schema';
import { sqlName, sqlValue } from '../table/sql';
import { familyOf, missingSql } from './family';
import { compareText, keyTextSql } from './key';
import { deletedSql } from './point-in-time';

/** Entities of a page: large enough that a million of them are few files, small enough to be read in a moment. */
export const entitiesAPage = 16_384;

/** Column of a feature in a page. */
const featureColumn = (feature: string): string => `f_${feature}`;

/** What names a batch in the order of records: the first 48 bits of its hash, exact as a number and in the order of the hashes. */
export function batchNumber(batch: string): number {
	return Number.parseInt(batch.slice(0, 12), 16);
}

export interface NewestRows {
	readonly relation: string;
	/** With the types of the relation's columns. */
	readonly entity: readonly Field[];
	/** SQL of the event time and of the write time, in milliseconds. */
	readonly event: string;
	readonly write: string;
	readonly deleted: string | null;
	readonly batch: string;
	/** Columns of the relation. */
	readonly features: readonly string[];
}

const placedSql = (relation: string) => `SELECT *, row_number() OVER () AS "temoto place" FROM ${relation}`;

/** Where the newest row of each entity of a batch stands: newest event, then newest write, then the later row. */
export function newestPlacesSql({ relation, entity, event, write }: NewestRows): string {
	const order = `struct_pack(e := ${event}, w := coalesce(${write}, '-infinity'::DOUBLE), p := "temoto place")`;
	return `SELECT max(${order}).p AS place FROM (${placedSql(relation)}) GROUP BY ${keyTextSql(entity)}`;
}

/**
 * The rows of a batch that stand at `places`, a table of what `newestPlacesSql` gives, as a SELECT in the order of their keys; null where
 * no entity has a second row.
 */
export function newestSql(rows: NewestRows, places: string | null): string {
	const { relation, entity, event, write, deleted, batch, features } = rows;
	const values = features.map((name) => `${sqlName(name)} AS ${sqlName(featureColumn(name))}`);
	const where = places === null ? '' : `WHERE "temoto place" IN (SELECT place FROM ${places})`;
	return `SELECT ${[
		`${keyTextSql(entity)} AS key`,
		`${event} AS event`,
		`${write} AS write`,
		`${sqlValue(batchNumber(batch))} AS batch`,
		'CAST("temoto place" AS DOUBLE) AS place',
		`${deleted === null ? 'FALSE' : deletedSql(sqlName(deleted))} AS deleted`,
		...values
	].join(', ')}
FROM (${placedSql(relation)}) ${where} ORDER BY key`;
}

/** A page whose features have the types of the group: what is of another family has no value. */
export function pageSql(page: string, columns: readonly Field[], features: readonly Field[]): string {
	const types = new Map(columns.map(({ name, type }) => [name, type]));
	const values = features.map(({ name, type }) => {
		const column = featureColumn(name);
		const found = types.get(column);
		const value = found !== undefined && familyOf(found) === familyOf(type) ? sqlName(column) : missingSql(type);
		return `${value} AS ${sqlName(column)}`;
	});
	return `SELECT key, event, write, batch, place, deleted, ${values.join(', ')} FROM ${page}`;
}

/** Pages and arriving rows as one, an entity once, in the order of the keys. */
export function mergeSql(selects: readonly string[]): string {
	const order = 'event DESC, write DESC NULLS LAST, batch DESC, place DESC';
	return `SELECT * FROM (${selects.join(' UNION ALL BY NAME ')})
QUALIFY row_number() OVER (PARTITION BY key ORDER BY ${order}) = 1 ORDER BY key`;
}

/** A page in memory, its keys in order. */
export interface LatestPage {
	readonly keys: readonly string[];
	readonly columns: ReadonlyMap<string, Column>;
}

export function readPage(columns: Columns): LatestPage {
	const keys = columnNamed(columns, 'key')?.vector;
	return {
		keys: Array.from({ length: columns.rows }, (_, row) => (keys ? String(cellAt(keys, row)) : '')),
		columns: new Map(columns.columns.map((column) => [column.name, column]))
	};
}

/** Where a key stands in a page, or would stand. */
export function placeOf({ keys }: LatestPage, key: string): number {
	let [low, high] = [0, keys.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (compareText(keys[middle] ?? '', key) < 0) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** The newest record of an entity: when it happened and was written (milliseconds), and its features. */
export interface LatestRecord {
	readonly event: number;
	readonly write: number | null;
	readonly deleted: boolean;
	readonly values: Readonly<Record<string, Cell>>;
}

export function recordIn({ columns }: LatestPage, row: number, features: readonly Field[]): LatestRecord {
	const cell = (name: string): Cell => {
		const column = columns.get(name);
		return column ? cellAt(column.vector, row) : null;
	};
	const write = cell('write');
	const deleted = cell('deleted') === 1;
	const values = Object.fromEntries(
		features.map(({ name }) => [name, deleted ? null : shown(cell(featureColumn(name)))])
	);
	return { event: Number(cell('event')), write: write === null ? null : Number(write), deleted, values };
}

/** JSON has no NaN; as text it can be told from a missing value. */
function shown(cell: Cell): Cell {
	return typeof cell === 'number' && !Number.isFinite(cell) ? String(cell) : cell;
}
