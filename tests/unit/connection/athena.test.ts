import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { AthenaConnection } from '$lib/core/connection/connection';
import { toRows } from '$lib/core/table/columns';
import { aws4Signer } from '$lib/engines/fetch/aws-signer';
import { fetchDownloads } from '$lib/engines/fetch/downloads';
import { webCrypto } from '$lib/engines/webcrypto/crypto';
import { openNodeEngine } from '$lib/engines/duckdb-node/engine';
import { queryAthena } from '$lib/workbench/athena';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { signatureFault, testKeys } from '../../fixtures/aws-signature';

/** What Athena's API reference says its four calls take and give, with a table of two pages behind them. */
const columns = [
	{ Name: 'id', Type: 'bigint' },
	{ Name: 'said', Type: 'varchar' },
	{ Name: 'price', Type: 'decimal', Precision: 10, Scale: 2 },
	{ Name: 'at', Type: 'timestamp' },
	{ Name: 'ok', Type: 'boolean' }
];
const row = (...values: (string | null)[]) => ({
	Data: values.map((value) => (value === null ? {} : { VarCharValue: value }))
});
const pages = [
	[row('id', 'said', 'price', 'at', 'ok'), row('9007199254740993', 'a "quoted", line\nbreak', '12.50', null, 'true')],
	[row('2', '', null, '2026-01-02 03:04:05.678', 'false'), row('3', null, '0.10', null, null)]
];
let states: string[] = [];
let calls: { action: string; parameters: Record<string, unknown> }[] = [];

async function read(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks);
}

const server = createServer(async (request, response) => {
	const body = await read(request);
	const say = (status: number, value: unknown) => response.writeHead(status).end(JSON.stringify(value));
	const fault = signatureFault(request, body);
	if (fault !== null) return void say(400, { __type: 'InvalidSignatureException', message: fault });
	const action = String(request.headers['x-amz-target']).replace('AmazonAthena.', '');
	const parameters: Record<string, unknown> = JSON.parse(body.toString());
	calls.push({ action, parameters });
	if (action === 'StartQueryExecution') say(200, { QueryExecutionId: 'q1' });
	else if (action === 'GetQueryExecution') {
		const State = states.length > 1 ? states.shift() : states[0];
		const why = State === 'FAILED' ? { StateChangeReason: 'SYNTAX_ERROR: line 1:8' } : {};
		say(200, { QueryExecution: { Status: { State, ...why }, Statistics: { DataScannedInBytes: 10 } } });
	} else if (action === 'GetQueryResults') {
		const page = parameters['NextToken'] === 'second' ? 1 : 0;
		const next = page === 0 ? { NextToken: 'second' } : {};
		say(200, { ...next, ResultSet: { Rows: pages[page], ResultSetMetadata: { ColumnInfo: columns } } });
	} else say(200, {});
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const connection: AthenaConnection = {
	kind: 'athena',
	endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
	region: 'eu-west-1',
	database: 'sales',
	workgroup: '',
	output: 's3://results/here/'
};
const sql = await openNodeEngine(await mkdtemp(path.join(tmpdir(), 'temoto-')));
afterAll(() => {
	server.close();
	sql.close();
});
const ports = {
	downloads: fetchDownloads({ isPage: false }),
	awsSigner: aws4Signer,
	crypto: webCrypto,
	clock: { now: () => Date.now(), elapsed: () => performance.now() }
};
const ask = (signal?: AbortSignal, keys = testKeys) =>
	queryAthena(ports, connection, keys, 'SELECT * FROM t', 'answer', signal);

beforeEach(() => {
	states = ['QUEUED', 'RUNNING', 'SUCCEEDED'];
	calls = [];
});

describe('a query to Athena', () => {
	it('is started, waited for and fetched page by page, with its types and nothing lost', async () => {
		const { file, options } = await ask();
		expect(calls.map(({ action }) => action)).toEqual([
			'StartQueryExecution',
			'GetQueryExecution',
			'GetQueryExecution',
			'GetQueryExecution',
			'GetQueryResults',
			'GetQueryResults'
		]);
		expect(calls[0]?.parameters).toMatchObject({
			QueryString: 'SELECT * FROM t',
			QueryExecutionContext: { Database: 'sales' },
			ResultConfiguration: { OutputLocation: 's3://results/here/' },
			ClientRequestToken: expect.stringMatching(/^.{32,128}$/)
		});
		const report = await sql.importTable('answer', file, options);
		expect(report).toMatchObject({ rows: 3, rejected: 0 });
		const answer = await sql.query(
			`SELECT CAST(id AS VARCHAR) AS id, said, price, CAST("at" AS VARCHAR) AS "at", CAST(ok AS VARCHAR) AS ok FROM answer ORDER BY id DESC`
		);
		expect(toRows(answer)).toEqual([
			{ id: '9007199254740993', said: 'a "quoted", line\nbreak', price: 12.5, at: null, ok: 'true' },
			{ id: '3', said: null, price: 0.1, at: null, ok: null },
			{ id: '2', said: '', price: null, at: '2026-01-02 03:04:05.678', ok: 'false' }
		]);
	});

	it('says why it failed', async () => {
		states = ['FAILED'];
		await expect(ask()).rejects.toMatchObject({
			code: 'source/query-failed',
			details: { message: 'SYNTAX_ERROR: line 1:8' }
		});
		const wrong = ask(undefined, { ...testKeys, secretAccessKey: 'wrong' });
		await expect(wrong).rejects.toMatchObject({
			code: 'source/aws-refused',
			details: { reason: 'InvalidSignatureException', message: 'the signature does not match' }
		});
	});

	it('is stopped when whoever asked gives up', async () => {
		states = ['RUNNING'];
		const stop = new AbortController();
		const asked = ask(stop.signal);
		setTimeout(() => stop.abort(), 700);
		await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
		expect(calls.at(-1)).toEqual({ action: 'StopQueryExecution', parameters: { QueryExecutionId: 'q1' } });
	});
});
