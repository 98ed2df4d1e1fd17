import {
	createDuckDB,
	BROWSER_RUNTIME,
	DuckDBDataProtocol,
	VoidLogger,
	type DuckDBBindings,
	type DuckDBConnection
} from 'duckdb-blocking';
import duckdbWasm from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import { AppError } from '$lib/core/errors';
import type { SourceFile, SqlEngine } from '$lib/core/ports';
import { answerSelect, castBackSql, type AnswerField } from '$lib/core/table/answer';
import { formatOf } from '$lib/core/table/format';
import { importCsv } from '$lib/core/table/import-csv';
import { importSelect } from '$lib/core/table/import-select';
import { parseJsonRows, toNdjson } from '$lib/core/table/json-rows';
import { planCsv } from '$lib/core/table/read-csv';
import { sheetColumns, type SheetReader } from '$lib/core/table/sheet';
import { sniffEncoding } from '$lib/core/table/sniff';
import type { ImportReport, ReadOptions, TableFormat } from '$lib/core/table/source';
import { sqlName, sqlValue } from '$lib/core/table/sql';
import { unreadable } from '$lib/core/table/unreadable';
import { readColumns, writeColumns } from './arrow-columns';
import { arrowToParquet, parquetToArrow } from './parquet';
import { runQuery, runStatement } from './query';

const headBytes = 4 * 1024 * 1024;

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

/** DuckDB in this worker, started at its first use. It keeps nothing: tables in it are caches of blobs. `readSheet` reads workbooks. */
export function wasmSqlEngine(readSheet: SheetReader): SqlEngine {
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

	/** Makes a file readable for SQL under a name, and forgets it after. */
	async function withFile<T>(source: Blob | Uint8Array, work: (name: string) => Promise<T>): Promise<T> {
		const on = await bindings();
		const name = unusedName('csv');
		if (source instanceof Blob) on.registerFileHandle(name, source, DuckDBDataProtocol.BROWSER_FILEREADER, true);
		else on.registerFileBuffer(name, source);
		try {
			return await work(name);
		} finally {
			on.dropFile(name);
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
		importTable: async (name, file, options, signal, onProgress) => {
			const blob = blobOf(file);
			const head = new Uint8Array(await blob.slice(0, headBytes).arrayBuffer());
			if (head.byteLength === 0) throw new AppError('table/empty', { file: file.name });
			const format = options.format ?? formatOf(file.name, head);
			onProgress?.({ phase: 'read', done: 0, total: null });
			if (format === 'csv' || format === 'tsv') {
				const encoding = options.encoding ?? sniffEncoding(head);
				const plan = planCsv(file.name, new TextDecoder(encoding).decode(head, { stream: true }), {
					...options,
					format
				});
				const source = encoding === 'utf-8' ? blob : await toUtf8(blob, encoding);
				return withFile(source, (virtual) =>
					importCsv(
						engine,
						name,
						{ file: virtual, bytes: () => bytesOf(source) },
						file.name,
						plan,
						options,
						{ format, encoding },
						signal,
						onProgress
					)
				);
			}
			const raw = `${name}_source`;
			try {
				const renamed = await loadOther(raw, file, blob, format, options);
				const select = `SELECT * FROM ${sqlName(raw)}`;
				const report = await importSelect(engine, name, select, file.name, format, options, signal, onProgress);
				return { ...report, renamed: [...renamed, ...report.renamed] };
			} catch (error) {
				throw unreadable(file.name, error);
			} finally {
				await engine.execute(`DROP TABLE IF EXISTS ${sqlName(raw)}`);
			}
		},
		loadArrow: async (name, ipc) => {
			const on = await bindings();
			await runQuery(on, `DROP TABLE IF EXISTS ${sqlName(name)}`);
			const loading = on.connect();
			try {
				loading.insertArrowFromIPCStream(ipc, { name, create: true });
			} finally {
				loading.close();
			}
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
			if (format === 'parquet') return arrowToParquet(await engine.toArrow(sql, signal));
			if (format === 'ndjson') return new TextEncoder().encode(toNdjson(await engine.query(sql, signal)));
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

	/** Loads a file that carries its own types; gives the columns that had to be renamed. */
	async function loadOther(
		table: string,
		file: SourceFile,
		blob: Blob,
		format: TableFormat,
		options: ReadOptions
	): Promise<ImportReport['renamed']> {
		const bytes = async () => new Uint8Array(await blob.arrayBuffer());
		if (format === 'parquet') await engine.loadArrow(table, await parquetToArrow(await bytes()));
		else if (format === 'arrow') await engine.loadArrow(table, await bytes());
		else if (format === 'json' || format === 'ndjson') {
			const { columns, renamed } = parseJsonRows(file.name, await blob.text(), format === 'ndjson');
			await engine.loadColumns(table, columns);
			return renamed;
		} else if (format === 'xlsx') {
			const rows = await readSheet(file.name, await bytes(), options.sheet);
			const { columns, renamed } = sheetColumns(file.name, rows, options);
			await engine.loadColumns(table, columns);
			return renamed;
		} else throw new AppError('table/format-unknown', { file: file.name, format });
		return [];
	}
	return engine;
}

async function* bytesOf(source: Blob | Uint8Array): AsyncIterable<Uint8Array> {
	if (source instanceof Uint8Array) {
		yield source;
		return;
	}
	const reader = source.stream().getReader();
	for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
}

function blobOf(file: SourceFile): Blob {
	if (!file.blob) throw new AppError('file/missing', { file: file.name });
	return file.blob;
}

async function toUtf8(blob: Blob, encoding: string): Promise<Uint8Array> {
	const stream = blob.stream().pipeThrough(new TextDecoderStream(encoding)).pipeThrough(new TextEncoderStream());
	return new Uint8Array(await new Response(stream).arrayBuffer());
}
