import initSqlJs, { type Database, type SqlJsStatic } from 'sql.js';
import type { DatabaseCell, DatabaseReader, DatabaseTable } from '$lib/core/table/database';
import { sqlName } from '$lib/core/table/sql';
import { AppError } from '$lib/core/errors';

/** How many rows are read between two looks at the signal. */
const rowsAtOnce = 10_000;

/** Reads databases with SQLite as wasm, in memory. `wasm` is where its code is; beside the library's own when left out (Node). */
export function sqliteReader(wasm?: string): DatabaseReader {
	let loading: Promise<SqlJsStatic> | null = null;
	const library = () =>
		(loading ??= initSqlJs(wasm === undefined ? {} : { locateFile: () => wasm }).catch((error: unknown) => {
			loading = null;
			throw error;
		}));

	async function withDatabase<T>(file: string, bytes: Blob, work: (database: Database) => T): Promise<T> {
		const { Database } = await library();
		const copy = new Uint8Array(await bytes.arrayBuffer());
		// a database that keeps a log beside it cannot be opened in memory: here it is told that it keeps none
		if (copy[18] === 2 && copy[19] === 2) copy.fill(1, 18, 20);
		const database = new Database(copy);
		try {
			return work(database);
		} catch (error) {
			if (error instanceof AppError || (error instanceof Error && error.name === 'AbortError')) throw error;
			const reason = `SQLite says: ${error instanceof Error ? error.message : String(error)}`;
			throw new AppError('table/unreadable', { file, reason, mend: '' }, { cause: error });
		} finally {
			database.close();
		}
	}

	return {
		tables: (file, bytes) => withDatabase(file, bytes, listTables),
		read: (file, bytes, table, signal) => withDatabase(file, bytes, (database) => readTable(database, table, signal))
	};
}

function listTables(database: Database): string[] {
	const select = `SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid`;
	return (database.exec(select)[0]?.values ?? []).map(([name]) => String(name));
}

function readTable(database: Database, table: string, signal?: AbortSignal): DatabaseTable {
	const statement = database.prepare(`SELECT * FROM ${sqlName(table)}`);
	try {
		const names = statement.getColumnNames();
		const cells: DatabaseCell[][] = names.map(() => []);
		let rows = 0;
		while (statement.step()) {
			if (rows++ % rowsAtOnce === 0) signal?.throwIfAborted();
			statement.get(null, { useBigInt: true }).forEach((cell, place) => cells[place]?.push(cell));
		}
		const declared = declaredTypes(database, table);
		const columns = names.map((name, i) => ({ name, declared: declared.get(name) ?? '', cells: cells[i] ?? [] }));
		return { rows, columns };
	} finally {
		statement.free();
	}
}

function declaredTypes(database: Database, table: string): Map<string, string> {
	const [answer] = database.exec('SELECT name, type FROM pragma_table_info(?)', [table]);
	return new Map((answer?.values ?? []).map(([name, type]) => [String(name), String(type)]));
}
