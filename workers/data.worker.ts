import { wasmSqlEngine } from '$lib/engines/duckdb-wasm/engine';
import { opfsBlobStore } from '$lib/engines/opfs/blob-store';
import { exposeApi } from '$lib/rpc/expose-api';

const api = { ...wasmSqlEngine(), ...opfsBlobStore() };
export type DataApi = typeof api;
exposeApi(api);
