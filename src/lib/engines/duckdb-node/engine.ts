import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { AppError } from '$lib/core/errors';
import type { OnProgress, SqlEngine } from '$lib/core/ports';
import { castBackSql } from '$lib/core/table/answer';
import type { Columns } from '$lib/core/table/columns';
import { formatOf } from '$lib/core/table/format';
import { importCsv } from '$lib/core/table/import-csv';
import { importSelect } from '$lib/core/table/import-select';
import { parseJsonRows } from '$lib/core/table/json-rows';
import { planCsv } from '$lib/core/table/read-csv';
import { sheetColumns, type SheetReader } from '$lib/core/table/sheet';
import { sniffEncoding } from '$lib/core/table/sniff';
import type { ImportReport, ReadOptions, TableFormat } from '$lib/core/table/source';
import { sqlName, sqlValue } from '$lib/core/table/sql';
import { unreadable } from '$lib/core/table/unreadable';
import { readColumns } from './answer';
import { arrowToParquet, parquetToArrow } from './arrow';
import { onDisk, toUtf8 } from './source-file';
import { sqlError } from './sql-error';

export interface NodeSqlEngine extends SqlEngine {
	close(): void;
}

export interface NodeSqlOptions {
	/** All cores when left out. */
	readonly threads?: number;
	/** Reads workbooks; without it they are refused. */
	readonly readSheet?: SheetReader;
}

/** Native DuckDB in memory. `temporary` is a folder for files on their way in and out. */
export async function openNodeEngine(
	temporary: string,
	{ threads, readSheet }: NodeSqlOptions = {}
): Promise<NodeSqlEngine> {
	const instance = await DuckDBInstance.create(':memory:', {
		autoinstall_known_extensions: 'false',
		autoload_known_extensions: 'false',
		...(threads === undefined ? {} : { threads: String(threads) })
	});
	const connection = await instance.connect();
	await connection.run("SET TimeZone = 'UTC'");

	async function interruptible<T>(
		sql: string,
		signal: AbortSignal | undefined,
		work: (on: DuckDBConnection) => Promise<T>
	): Promise<T> {
		signal?.throwIfAborted();
		const interrupt = () => connection.interrupt();
		signal?.addEventListener('abort', interrupt);
		try {
			return await work(connection);
		} catch (error) {
			signal?.throwIfAborted();
			throw error instanceof AppError ? error : sqlError(error, sql);
		} finally {
			signal?.removeEventListener('abort', interrupt);
		}
	}

	async function throughFile<T>(work: (file: string) => Promise<T>): Promise<T> {
		const file = path.join(temporary, randomUUID());
		try {
			return await work(file);
		} finally {
			await rm(file, { force: true });
		}
	}

	const engine: NodeSqlEngine = {
		query: (sql, signal) => interruptible(sql, signal, (on) => readColumns(on, sql)),
		execute: (sql, signal) =>
			interruptible(sql, signal, async (on) => {
				await on.run(sql);
			}),
		importTable: async (name, file, options, signal, onProgress) => {
			const { path: place, head } = await onDisk(file, temporary);
			if (head.byteLength === 0) throw new AppError('table/empty', { file: file.name });
			const format = options.format ?? formatOf(file.name, head);
			if (format === 'csv' || format === 'tsv') {
				const encoding = options.encoding ?? sniffEncoding(head);
				const plan = planCsv(file.name, new TextDecoder(encoding).decode(head, { stream: true }), {
					...options,
					format
				});
				const utf8 = encoding === 'utf-8' ? place : await toUtf8(place, encoding, temporary);
				try {
					return await importCsv(
						engine,
						name,
						{ file: utf8, bytes: () => createReadStream(utf8) },
						file.name,
						plan,
						options,
						{ format, encoding },
						signal,
						onProgress
					);
				} finally {
					if (utf8 !== place) await rm(utf8, { force: true });
				}
			}
			try {
				return await importOther(name, { fileName: file.name, place, format, options }, signal, onProgress);
			} catch (error) {
				throw unreadable(file.name, error);
			}
		},
		loadArrow: (name, ipc, signal) =>
			throughFile((file) =>
				interruptible(name, signal, async (on) => {
					await writeFile(file, arrowToParquet(ipc));
					await on.run(`CREATE OR REPLACE TABLE ${sqlName(name)} AS SELECT * FROM read_parquet(${sqlValue(file)})`);
				})
			),
		loadColumns: (name, columns, signal) => interruptible(name, signal, (on) => appendColumns(on, name, columns)),
		toArrow: (sql, signal) =>
			throughFile((file) =>
				interruptible(sql, signal, async (on) => {
					await on.run(`COPY (${sql}) TO ${sqlValue(file)} (FORMAT parquet)`);
					return parquetToArrow(new Uint8Array(await readFile(file)));
				})
			),
		exportTable: (sql, format, signal) => exportSql(sql, format, signal),
		close: () => {
			connection.closeSync();
			instance.closeSync();
		}
	};

	async function importOther(
		name: string,
		{ fileName, place, format, options }: OtherFile,
		signal?: AbortSignal,
		onProgress?: OnProgress
	): Promise<ImportReport> {
		const select = (relation: string) =>
			importSelect(engine, name, `SELECT * FROM ${relation}`, fileName, format, options, signal, onProgress);
		const source = `${name}_source`;
		const through = async (load: () => Promise<void>): Promise<ImportReport> => {
			try {
				await load();
				return await select(sqlName(source));
			} finally {
				await engine.execute(`DROP TABLE IF EXISTS ${sqlName(source)}`);
			}
		};
		const bytes = async () => new Uint8Array(await readFile(place));
		if (format === 'arrow') return through(async () => engine.loadArrow(source, await bytes(), signal));
		if (format === 'xlsx' && readSheet) {
			const rows = await readSheet(fileName, await bytes(), options.sheet);
			const { columns, renamed } = sheetColumns(fileName, rows, options);
			return { ...(await through(() => engine.loadColumns(source, columns, signal))), renamed };
		}
		if (format === 'json' || format === 'ndjson') {
			const text = new TextDecoder().decode(await bytes());
			const { columns, renamed } = parseJsonRows(fileName, text, format === 'ndjson');
			return { ...(await through(() => engine.loadColumns(source, columns, signal))), renamed };
		}
		if (format !== 'parquet') throw new AppError('table/format-unknown', { file: fileName, format });
		return select(`read_parquet(${sqlValue(place)})`);
	}

	async function exportSql(sql: string, format: TableFormat, signal?: AbortSignal): Promise<Uint8Array> {
		if (format === 'arrow') return engine.toArrow(sql, signal);
		const options: Partial<Record<TableFormat, string>> = {
			csv: "FORMAT csv, HEADER true, DELIMITER ','",
			tsv: "FORMAT csv, HEADER true, DELIMITER '\t'",
			json: 'FORMAT json, ARRAY true',
			ndjson: 'FORMAT json',
			parquet: 'FORMAT parquet, COMPRESSION zstd'
		};
		const option = options[format];
		if (!option) throw new AppError('table/format-unknown', { file: '', format });
		return throughFile((file) =>
			interruptible(sql, signal, async (on) => {
				await on.run(`COPY (${sql}) TO ${sqlValue(file)} (${option})`);
				return new Uint8Array(await readFile(file));
			})
		);
	}
	return engine;
}

interface OtherFile {
	readonly fileName: string;
	readonly place: string;
	readonly format: TableFormat;
	readonly options: ReadOptions;
}

async function appendColumns(connection: DuckDBConnection, name: string, columns: Columns): Promise<void> {
	const numeric = columns.columns.map(({ vector }) => vector.kind === 'number');
	const definitions = columns.columns.map(
		(column, i) => `${sqlName(column.name)} ${numeric[i] ? 'DOUBLE' : 'VARCHAR'}`
	);
	await connection.run(`CREATE OR REPLACE TABLE ${sqlName(name)} (${definitions.join(', ')})`);
	const appender = await connection.createAppender(name);
	for (let row = 0; row < columns.rows; row++) {
		for (const { vector } of columns.columns) {
			if (vector.kind === 'number') {
				if (vector.missing?.[row] === 1) appender.appendNull();
				else appender.appendDouble(vector.values[row] ?? NaN);
			} else {
				const text = vector.dictionary[vector.codes[row] ?? -1];
				if (text === undefined) appender.appendNull();
				else appender.appendVarchar(text);
			}
		}
		appender.endRow();
	}
	appender.closeSync();
	const typed = columns.columns.filter(({ vector, type }) => vector.kind === 'number' && type !== 'DOUBLE');
	for (const column of typed) await connection.run(castBackSql(name, column.name, column.type));
}
