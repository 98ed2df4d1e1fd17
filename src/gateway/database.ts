import type { DatabaseKind, TablesReply } from '$lib/core/connection/gateway';
import type { Column } from './column';

/** A value as the database writes it in text; null where there is none. */
export type Cell = string | null;

export interface Answer {
	readonly columns: readonly Column[];
	/** Rows as they come, a few megabytes at a time. Whoever stops reading ends the query. */
	readonly batches: AsyncGenerator<readonly (readonly Cell[])[], void, undefined>;
}

/** A database that is only read. Every call has a connection of its own, which ends with it. */
export interface Database {
	readonly kind: DatabaseKind;
	tables(): Promise<TablesReply>;
	/**
	 * Runs one reading statement in a read-only transaction, and answers once the first rows are there. `signal` cancels it in the
	 * database too. Refuses with `sql` or `unavailable`.
	 */
	query(sql: string, signal: AbortSignal): Promise<Answer>;
}

/** How much of an answer travels at once. */
export const batchBytes = 4 * 1024 ** 2;
export const batchRows = 10_000;
/** No more columns than these are listed. */
export const mostListed = 20_000;

/** The columns of information_schema, by table. */
export function tablesOf(rows: readonly (readonly Cell[])[]): TablesReply {
	const tables = new Map<string, TablesReply['tables'][number]>();
	for (const [schema, name, column, type] of rows.slice(0, mostListed)) {
		const key = JSON.stringify([schema, name]);
		const table = tables.get(key) ?? { schema: schema ?? '', name: name ?? '', columns: [] };
		tables.set(key, table);
		table.columns.push({ name: column ?? '', type: type ?? '' });
	}
	return { tables: [...tables.values()], isCut: rows.length > mostListed };
}
