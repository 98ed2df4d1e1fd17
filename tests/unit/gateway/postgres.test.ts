import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pg from 'pg';
import { postgres } from '../../../src/gateway/postgres';
import { readGateway, readTables } from '$lib/workbench/gateway';
import { hasPostgres, startPostgres, type DatabaseServer } from '../../fixtures/database-servers';
import { gatewayTo, ports, reader, type Gateway } from './asking';

describe.skipIf(!hasPostgres)('the gateway to a real PostgreSQL', () => {
	let server: DatabaseServer;
	let gateway: Gateway;
	let duckdb: Awaited<ReturnType<typeof reader>>;
	beforeAll(async () => {
		server = await startPostgres();
		await server.run(
			`CREATE TABLE "Odd ""name" (id bigint, price numeric(20,4), total numeric, small smallint, ratio real, ok boolean,
				day date, moment timestamptz, wall timestamp, bytes bytea, doc jsonb, tags text[], note text)`,
			`INSERT INTO "Odd ""name" VALUES
				(9223372036854775807, -1234567890123456.7891, 0.1, -3, 0.1, true, '2024-02-29', '2026-01-02 03:04:05.678901+09',
					'1969-12-31 23:59:59.5', '\\x00ff', '{"a": 1}', '{x,"y z"}', 'it''s 日本'),
				(-9223372036854775808, 0.0001, NULL, NULL, 'NaN', false, '0001-01-01', NULL, NULL, NULL, NULL, NULL, ''),
				(NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)`,
			'CREATE TABLE kept (n int)',
			'INSERT INTO kept VALUES (1)',
			'CREATE SEQUENCE counter',
			`CREATE FUNCTION sneak() RETURNS int LANGUAGE sql AS 'INSERT INTO kept VALUES (2) RETURNING n'`
		);
		gateway = await gatewayTo(postgres(server.url));
		duckdb = await reader();
	}, 60_000);
	afterAll(async () => {
		duckdb.close();
		await gateway.stop();
		await server.stop();
	});

	it('lists databases, tables and columns', async () => {
		expect((await readGateway(ports, gateway.access)).databases).toEqual([{ name: 'shop', kind: 'postgresql' }]);
		const { tables, isCut } = await readTables(ports, gateway.access, 'shop');
		expect([tables.map(({ name }) => name), isCut]).toEqual([['Odd "name', 'kept'], false]);
		expect(tables[1]).toEqual({ schema: 'public', name: 'kept', columns: [{ name: 'n', type: 'integer' }] });
	});

	it('carries every type over, and loses nothing', async () => {
		const { rows, types } = await duckdb.read(gateway, { table: { schema: 'public', name: 'Odd "name' } });
		expect(types).toEqual([
			...['BIGINT', 'DECIMAL(20,4)', 'DOUBLE', 'BIGINT', 'DOUBLE', 'BOOLEAN', 'DATE'],
			...['TIMESTAMP', 'TIMESTAMP', 'VARCHAR', 'VARCHAR', 'VARCHAR', 'VARCHAR']
		]);
		expect(rows[0]).toMatchObject({
			id: '9223372036854775807',
			price: '-1234567890123456.7891',
			total: '0.1',
			small: '-3',
			ratio: '0.1',
			ok: 'true',
			day: '2024-02-29',
			moment: '2026-01-01 18:04:05.678901',
			wall: '1969-12-31 23:59:59.5',
			bytes: '\\x00ff',
			doc: '{"a": 1}',
			tags: '{x,"y z"}',
			note: `it's 日本`
		});
		expect(rows[1]).toMatchObject({ id: '-9223372036854775808', ratio: 'nan', day: '0001-01-01', note: '' });
		expect(Object.values(rows[2] ?? {}).every((value) => value === null)).toBe(true);
	});

	it('sends decimals with all their digits', async () => {
		const file = await gateway.query('SELECT price FROM "Odd ""name" WHERE price IS NOT NULL ORDER BY price');
		const table = tableFromIPC(new Uint8Array(await (file.blob ?? new Blob()).arrayBuffer()));
		expect(String(table.schema.fields[0]?.type)).toBe('Decimal[20e+4]');
		const words = Array.from(table.getChildAt(0) ?? [], (value: Uint32Array) => {
			const [low = 0n, high = 0n] = new BigInt64Array(value.slice().buffer);
			return (high << 64n) + BigInt.asUintN(64, low);
		});
		expect(words).toEqual([-12345678901234567891n, 1n]);
	});

	it.each([
		['INSERT INTO kept VALUES (9)', 'statement'],
		['SELECT 1; DROP TABLE kept', 'statement'],
		['WITH gone AS (DELETE FROM kept RETURNING n) SELECT * FROM gone', 'sql'],
		['SELECT sneak()', 'sql'],
		[`SELECT nextval('counter')`, 'sql'],
		['SELECT * INTO copied FROM kept', 'sql'],
		['SELECT * FROM kept FOR UPDATE', 'sql'],
		[`SELECT set_config('transaction_read_only', 'off', false), sneak()`, 'sql'],
		['SELECT * FROM nothing_there', 'sql']
	])('refuses %s', async (sql, reason) => {
		const asked = gateway.query(sql);
		await expect(asked).rejects.toMatchObject({ code: 'source/gateway-refused', details: { reason } });
		expect((await duckdb.read(gateway, 'SELECT count(*) AS n, max(n) AS most FROM kept')).rows).toEqual([
			{ n: '1', most: '1' }
		]);
	});

	it('streams a large answer in parts', async () => {
		const { rows } = await duckdb.read(
			gateway,
			`SELECT i, repeat('x', i % 50) AS t FROM generate_series(1, 60000) AS i`
		);
		expect(rows).toHaveLength(60_000);
		expect(rows[59_999]).toEqual({ i: '60000', t: '' });
	});

	it('answers with columns when there are no rows, each under a name of its own', async () => {
		const { blob } = await gateway.query('SELECT n, n AS n FROM kept WHERE false');
		const table = tableFromIPC(new Uint8Array(await (blob ?? new Blob()).arrayBuffer()));
		expect(table.schema.fields.map(({ name, type }) => `${name} ${type}`)).toEqual(['n Int64', 'n_2 Int64']);
		expect(table.numRows).toBe(0);
	});

	it('says which value cannot be carried over, also in the middle', async () => {
		const asked = gateway.query(
			`SELECT CASE WHEN i = 5000 THEN 'infinity' ELSE now() END AS t FROM generate_series(1, 6000) i`
		);
		await expect(asked).rejects.toMatchObject({
			details: { reason: 'value', message: 'column "t" holds infinity; replace it by NULL in the query' }
		});
		const nan = gateway.query(`SELECT CAST('NaN' AS numeric(5,2)) AS d`);
		await expect(nan).rejects.toMatchObject({ details: { reason: 'value' } });
	});

	async function running(): Promise<number> {
		const client = new pg.Client({ connectionString: server.url });
		await client.connect();
		const busy = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'temoto gateway'`;
		const { rows } = await client.query<{ n: number }>(busy);
		await client.end();
		return rows[0]?.n ?? 0;
	}
	const quiet = () => expect.poll(running, { timeout: 5000 }).toBe(0);

	it('cancels in the database when whoever asked goes away, before and amid the rows', async () => {
		for (const sql of ['SELECT pg_sleep(60)', `SELECT i, pg_sleep(0.001) FROM generate_series(1, 100000) i`]) {
			const stop = new AbortController();
			const asked = gateway.query(sql, stop.signal);
			setTimeout(() => stop.abort(), 400);
			await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
			await quiet();
		}
	});

	it('gives the first rows alone where no more are asked for, and ends the query', async () => {
		for (const rows of [20, 150]) {
			const read = await duckdb.read(gateway, { sql: 'SELECT i FROM generate_series(1, 1000000) AS i', rows });
			expect(read.rows).toHaveLength(rows);
			expect(read.rows.at(-1)).toEqual({ i: String(rows) });
			await quiet();
		}
	});

	it('keeps its limits: rows, bytes, time', async () => {
		const tight = await gatewayTo(postgres(server.url), { rows: 1000, bytes: 100_000, seconds: 1 });
		const refused = (reason: string) => ({ code: 'source/gateway-refused', details: { reason } });
		const many = tight.query('SELECT * FROM generate_series(1, 5000)');
		await expect(many).rejects.toMatchObject(refused('too-large'));
		await expect(tight.query(`SELECT repeat('x', 200000) AS t`)).rejects.toMatchObject(refused('too-large'));
		await expect(tight.query('SELECT pg_sleep(30)')).rejects.toMatchObject(refused('too-slow'));
		const slowly = tight.query('SELECT pg_sleep(0.005) FROM generate_series(1, 900)');
		await expect(slowly).rejects.toMatchObject(refused('too-slow'));
		await quiet();
		await tight.stop();
	});

	it('lets in by its token alone, to the databases it was given', async () => {
		const wrong = { ...gateway.access, token: 'guess' };
		await expect(readGateway(ports, wrong)).rejects.toMatchObject({ details: { reason: 'token' } });
		await expect(readTables(ports, gateway.access, 'postgres')).rejects.toMatchObject({
			details: { reason: 'database' }
		});
		const asked = await fetch(`${gateway.access.address}/v1/shop/query`, { method: 'POST', body: '{}' });
		expect(asked.status).toBe(401);
		const preflight = (origin: string) =>
			fetch(`${gateway.access.address}/v1`, {
				method: 'OPTIONS',
				headers: { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' }
			});
		expect((await preflight('https://page.example')).headers.get('access-control-allow-origin')).toBe(
			'https://page.example'
		);
		expect((await preflight('https://other.example')).headers.get('access-control-allow-origin')).toBeNull();
	});

	it('says that the database is not there, without its address', async () => {
		const away = await gatewayTo(postgres('postgres://me:secret@127.0.0.1:1/x'));
		const asked = readTables(ports, away.access, 'shop');
		await expect(asked).rejects.toMatchObject({ details: { reason: 'unavailable' } });
		await expect(asked).rejects.not.toThrow(/secret/);
		await away.stop();
	});
});
