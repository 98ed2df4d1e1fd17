import type { SheetReader } from '$lib/core/table/sheet';
import { wasmSqlEngine } from '$lib/engines/duckdb-wasm/engine';
import { opfsBlobStore } from '$lib/engines/opfs/blob-store';
import { zipArchive } from '$lib/engines/zip/archive';
import { exposeApi } from '$lib/rpc/expose-api';

/** Loaded when the first workbook is read. */
const readSheet: SheetReader = async (...asked) => (await import('$lib/engines/excel/reader')).readExcelSheet(...asked);

const api = { ...wasmSqlEngine(readSheet), ...opfsBlobStore(), ...zipArchive };
export type DataApi = typeof api;
exposeApi(api);
