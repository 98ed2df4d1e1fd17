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
import { startAthenaStandIn } from '../../servers/athena-stand-in';
import { testKeys } from '../../fixtures/aws-signature';

const athena = await startAthenaStandIn(
	[
		{ Name: 'id', Type: 'bigint' },
		{ Name: 'said', Type: 'varchar' },
		{ Name: 'price', Type: 'decimal', Precision: 10, Scale: 2 },
		{ Name: 'at', Type: 'timestamp' },
		{ Name: 'ok', Type: 'boolean' }
	],
	[
		[
			['id', 'said', 'price', 'at', 'ok'],
			['9007199254740993', 'a "quoted", line\nbreak', '12.50', null, 'true']
		],
		[
			['2', '', null, '2026-01-02 03:04:05.678', 'false'],
			['3', null, '0.10', null, null]
		]
	]
);
const connection: AthenaConnection = {
	kind: 'athena',
	endpoint: athena.url,
	region: 'eu-west-1',
	database: 'sales',
	workgroup: '',
	output: 's3://results/here/'
};
const sql = await openNodeEngine(await mkdtemp(path.join(tmpdir(), 'temoto-')));
afterAll(async () => {
	await athena.stop();
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
	athena.states = ['QUEUED', 'RUNNING', 'SUCCEEDED'];
	athena.calls = [];
});

describe('a query to Athena', () => {
	it('is started, waited for and fetched page by page, with its types and nothing lost', async () => {
		const { file, options } = await ask();
		expect(athena.calls.map(({ action }) => action)).toEqual([
			'StartQueryExecution',
			'GetQueryExecution',
			'GetQueryExecution',
			'GetQueryExecution',
			'GetQueryResults',
			'GetQueryResults'
		]);
		expect(athena.calls[0]?.parameters).toMatchObject({
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
		athena.states = ['FAILED'];
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
		athena.states = ['RUNNING'];
		const stop = new AbortController();
		const asked = ask(stop.signal);
		setTimeout(() => stop.abort(), 700);
		await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
		expect(athena.calls.at(-1)).toEqual({ action: 'StopQueryExecution', parameters: { QueryExecutionId: 'q1' } });
	});
});
