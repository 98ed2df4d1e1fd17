import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { QueryRequest } from '$lib/core/connection/gateway';
import { toRows } from '$lib/core/table/columns';
import { openNodeEngine } from '$lib/engines/duckdb-node/engine';
import { fetchDownloads } from '$lib/engines/fetch/downloads';
import { queryGateway } from '$lib/workbench/gateway';
import type { Database } from '../../../src/gateway/database';
import { serveGateway } from '../../../src/gateway/serve';

export const ports = { downloads: fetchDownloads({ isPage: false }) };
const generous = { rows: 1_000_000, bytes: 1024 ** 3, seconds: 60 };

/** A gateway to one database, `shop`, and what asks it as a page does. */
export async function gatewayTo(database: Database, limits = generous) {
	const token = 'the-token-of-this-test';
	const options = { databases: new Map([['shop', database]]), token, origins: ['https://page.example'], limits };
	const running = await serveGateway(options, 0);
	const access = { address: running.url, token };
	const query = (request: QueryRequest | string, signal?: AbortSignal) =>
		queryGateway(ports, access, 'shop', typeof request === 'string' ? { sql: request } : request, 'answer', signal);
	return { access, query, stop: () => running.stop() };
}

export type Gateway = Awaited<ReturnType<typeof gatewayTo>>;

/** Native DuckDB, which reads the answers as an import does. */
export async function reader() {
	const sql = await openNodeEngine(await mkdtemp(path.join(tmpdir(), 'temoto-')));
	/** Rows with every value as text, and the type of every column. */
	const read = async (gateway: Gateway, request: QueryRequest | string) => {
		const report = await sql.importTable('answer', await gateway.query(request), {});
		const rows = toRows(await sql.query('SELECT CAST(COLUMNS(*) AS VARCHAR) FROM answer'));
		return { rows, types: report.schema.map(({ type }) => type) };
	};
	return { read, close: () => sql.close() };
}
