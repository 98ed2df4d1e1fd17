import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { AppError } from '$lib/core/errors';
import type { SqlEngine } from '$lib/core/ports';
import { castBackSql } from '$lib/core/table/answer';
import type { Columns } from '$lib/core/table/columns';
import { plainFormats, type FileFormats } from '$lib/core/table/file-host';
import { importFile } from '$lib/core/table/import-file';
import type { TableFormat } from '$lib/core/table/source';
import { sqlName, sqlValue } from '$lib/core/table/sql';
import { listParts } from '$lib/core/table/unpacked';
import { readColumns } from './answer';
import { arrowToParquet, parquetToArrow } from './arrow';
import { diskFileHost } from './file-host';
import { sqlError } from '$lib/core/table/sql-error';

export interface NodeSqlEngine extends SqlEngine {
	close(): void;
}

export interface NodeSqlOptions {
	/** All cores when left out. */
	readonly threads?: number;
	/** Without them only text, JSON, Parquet and Arrow are read. */
	readonly formats?: FileFormats;
}

/** Native DuckDB in memory. `temporary` is a folder for files on their way in and out. */
export async function openNodeEngine(
	temporary: string,
	{ threads, formats = plainFormats }: NodeSqlOptions = {}
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
		listParts: (file) => listParts(host, file),
		importTable: (name, file, options, signal, onProgress) => importFile(host, name, file, options, signal, onProgress),
		loadArrow: (name, ipc, signal) =>
			throughFile((file) =>
				interruptible(name, signal, async (on) => {
					await writeFile(file, arrowToParquet(ipc));
					await on.run(`CREATE OR REPLACE TABLE ${sqlName(name)} AS SELECT * FROM read_parquet(${sqlValue(file)})`);
				})
			),
		appendArrow: (name, ipc, signal) =>
			throughFile((file) =>
				interruptible(name, signal, async (on) => {
					await writeFile(file, arrowToParquet(ipc));
					await on.run(`INSERT INTO ${sqlName(name)} SELECT * FROM read_parquet(${sqlValue(file)})`);
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

	const host = diskFileHost(engine, formats, temporary);

	async function exportSql(sql: string, format: TableFormat, signal?: AbortSignal): Promise<Uint8Array> {
		if (format === 'arrow') return engine.toArrow(sql, signal);
		if (format === 'xlsx') return formats.writeSheet(await engine.query(sql, signal));
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
