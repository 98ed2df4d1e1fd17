import sqliteWasm from 'sql.js/dist/sql-wasm-browser.wasm?url';
import type { DatabaseReader } from '$lib/core/table/database';
import type { FileFormats } from '$lib/core/table/file-host';
import { wasmSqlEngine } from '$lib/engines/duckdb-wasm/engine';
import { opfsBlobStore } from '$lib/engines/opfs/blob-store';
import { zipArchive } from '$lib/engines/zip/archive';
import { streamUnpacker } from '$lib/engines/zip/unpacker';
import { exposeApi } from '$lib/rpc/expose-api';

let databases: Promise<DatabaseReader> | null = null;
const database = () =>
	(databases ??= import('$lib/engines/sqlite/reader').then(({ sqliteReader }) => sqliteReader(sqliteWasm)));

/** Libraries load when the first file of their format is read. */
const fileFormats: FileFormats = {
	unpacker: streamUnpacker(),
	readSheet: async (...asked) => (await import('$lib/engines/excel/reader')).readExcelSheet(...asked),
	writeSheet: async (columns) => (await import('$lib/engines/excel/writer')).writeExcelSheet(columns),
	database: {
		tables: async (...asked) => (await database()).tables(...asked),
		read: async (...asked) => (await database()).read(...asked)
	}
};

const api = { ...wasmSqlEngine(fileFormats), ...opfsBlobStore(), ...zipArchive };
export type DataApi = typeof api;
exposeApi(api);
