import { createDuckDB, BROWSER_RUNTIME, VoidLogger, type DuckDBBindings, type DuckDBConnection } from 'duckdb-blocking';
import duckdbWasm from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import { AppError } from '$lib/core/errors';
import type { SqlEngine } from '$lib/core/ports';
import type { FileFormats } from '$lib/core/table/file-host';
import { answerSelect, castBackSql, type AnswerField } from '$lib/core/table/answer';
import { importFile } from '$lib/core/table/import-file';
import { toJson } from '$lib/core/table/json-rows';
import { sqlName, sqlValue } from '$lib/core/table/sql';
import { listParts } from '$lib/core/table/unpacked';
import { readColumns, writeColumns } from './arrow-columns';
import { memoryFileHost } from './file-host';
import { arrowToParquet } from './parquet';
import { breathe, runQuery, runStatement } from './query';

async function open(): Promise<DuckDBBindings> {
	const bundle = { mainModule: duckdbWasm, mainWorker: '' };
	const bindings = await createDuckDB({ mvp: bundle, eh: bundle }, new VoidLogger(), BROWSER_RUNTIME);
	await bindings.instantiate(() => undefined);
	bindings.open({ path: ':memory:', query: { castBigIntToDouble: false } });
	// without these a missing extension is sought on a web site, and the engine breaks when it is not found
	await runQuery(bindings, 'SET autoinstall_known_extensions = false');
	await runQuery(bindings, 'SET autoload_known_extensions = false');
	return bindings;
}

/** DuckDB in this worker, started at its first use. It keeps nothing: tables in it are caches of blobs. */
export function wasmSqlEngine(formats: FileFormats): SqlEngine {
	let opened: Promise<DuckDBBindings> | null = null;
	let files = 0;
	/** Statements that change something take turns on one connection, where temporary tables live; queries have their own. */
	let connection: DuckDBConnection | null = null;
	let working: Promise<unknown> = Promise.resolve();
	const bindings = (): Promise<DuckDBBindings> =>
		(opened ??= open().catch((error: unknown) => {
			opened = null;
			throw error;
		}));
	const unusedName = (ending: string) => `file${files++}.${ending}`;

	async function describe(sql: string): Promise<AnswerField[]> {
		const text = { type: 'VARCHAR' };
		const answer = await runQuery(await bindings(), `SELECT column_name, column_type FROM (DESCRIBE ${sql})`);
		const columns = readColumns(answer, [
			{ name: 'name', ...text },
			{ name: 'type', ...text }
		]);
		const [names, types] = columns.columns.map(({ vector }) =>
			vector.kind === 'text' ? Array.from(vector.codes, (code) => vector.dictionary[code] ?? '') : []
		);
		return (names ?? []).map((name, i) => ({ name, type: types?.[i] ?? '' }));
	}

	async function insertArrow(name: string, ipc: Uint8Array, create: boolean): Promise<void> {
		const loading = (await bindings()).connect();
		try {
			loading.insertArrowFromIPCStream(ipc, { name, create });
		} finally {
			loading.close();
		}
	}

	const engine: SqlEngine = {
		query: async (sql, signal) => {
			const fields = await describe(sql);
			return readColumns(await runQuery(await bindings(), answerSelect(sql, fields), signal), fields);
		},
		execute: (sql, signal) => {
			const turn = working.then(async () => {
				connection ??= (await bindings()).connect();
				await runStatement(connection, sql, signal);
			});
			working = turn.catch(() => undefined);
			return turn;
		},
		listParts: (file) => listParts(host, file),
		importTable: (name, file, options, signal, onProgress) => importFile(host, name, file, options, signal, onProgress),
		loadArrow: async (name, ipc) => {
			await runQuery(await bindings(), `DROP TABLE IF EXISTS ${sqlName(name)}`);
			await insertArrow(name, ipc, true);
		},
		appendArrow: async (name, ipc) => {
			// an abort comes in between two parts
			await breathe();
			await insertArrow(name, ipc, false);
		},
		loadColumns: async (name, columns) => {
			await engine.loadArrow(name, writeColumns(columns));
			for (const column of columns.columns)
				if (column.vector.kind === 'number' && column.type !== 'DOUBLE')
					await engine.execute(castBackSql(name, column.name, column.type));
		},
		toArrow: async (sql, signal) => runQuery(await bindings(), sql, signal),
		exportTable: async (sql, format, signal) => {
			if (format === 'arrow') return engine.toArrow(sql, signal);
			if (format === 'xlsx') return formats.writeSheet(await engine.query(sql, signal));
			if (format === 'parquet') return arrowToParquet(await engine.toArrow(sql, signal));
			if (format === 'ndjson' || format === 'json')
				return new TextEncoder().encode(toJson(await engine.query(sql, signal), format));
			if (format !== 'csv' && format !== 'tsv') throw new AppError('table/format-unknown', { file: '', format });
			const on = await bindings();
			const name = unusedName(format);
			const delimiter = format === 'csv' ? ',' : '\t';
			await runQuery(
				on,
				`COPY (${sql}) TO ${sqlValue(name)} (FORMAT csv, HEADER true, DELIMITER ${sqlValue(delimiter)})`,
				signal
			);
			try {
				return on.copyFileToBuffer(name).slice();
			} finally {
				on.dropFile(name);
			}
		}
	};

	const host = memoryFileHost(engine, formats, bindings, unusedName);
	return engine;
}
