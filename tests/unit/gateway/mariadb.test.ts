import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConnection } from 'mysql2/promise';
import { readTables } from '$lib/workbench/gateway';
import { mysql } from '../../../src/gateway/mysql';
import { hasMariadb, startMariadb, type DatabaseServer } from '../../fixtures/database-servers';
import { gatewayTo, ports, reader, type Gateway } from './asking';

describe.skipIf(!hasMariadb)('the gateway to a real MariaDB', () => {
	let server: DatabaseServer;
	let gateway: Gateway;
	let duckdb: Awaited<ReturnType<typeof reader>>;
	beforeAll(async () => {
		server = await startMariadb();
		await server.run(
			`CREATE TABLE \`odd \`\`name\` (id bigint, big bigint unsigned, price decimal(20,4), wide decimal(60,4), ok boolean,
				ratio double, day date, moment timestamp(6) NULL, wall datetime(3), bits bit(12), bytes varbinary(8), doc json,
				kind enum('a','b'), note varchar(20), born year, spent time)`,
			`SET SESSION time_zone = '+09:00', SESSION sql_mode = ''`,
			`INSERT INTO \`odd \`\`name\` VALUES
				(9223372036854775807, 9223372036854775807, -1234567890123456.7891, 0.5, true, 0.1, '2024-02-29',
					'2026-01-02 03:04:05.678901', '1969-12-31 23:59:59.5', b'101', x'00ff', '{"a": 1}', 'b', 'it''s 日本', 1999, '-12:30:00'),
				(-9223372036854775808, 0, NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '', NULL, NULL)`,
			'CREATE TABLE kept (n int) ENGINE=InnoDB',
			'INSERT INTO kept VALUES (1)',
			'CREATE SEQUENCE counter',
			`CREATE FUNCTION sneak() RETURNS int MODIFIES SQL DATA BEGIN INSERT INTO kept VALUES (2); RETURN 2; END`
		);
		gateway = await gatewayTo(mysql(server.url));
		duckdb = await reader();
	}, 60_000);
	afterAll(async () => {
		duckdb.close();
		await gateway.stop();
		await server.stop();
	});

	it('lists tables and columns', async () => {
		const { tables } = await readTables(ports, gateway.access, 'shop');
		expect(tables.filter(({ schema }) => schema === 'shop').map(({ name }) => name)).toContain('odd `name');
		expect(tables.find(({ name }) => name === 'kept')?.columns).toEqual([{ name: 'n', type: 'int(11)' }]);
	});

	it('carries every type over, and loses nothing', async () => {
		const { rows, types } = await duckdb.read(gateway, { table: { schema: 'shop', name: 'odd `name' } });
		expect(types).toEqual([
			...[
				'BIGINT',
				'BIGINT',
				'DECIMAL(20,4)',
				'DOUBLE',
				'BIGINT',
				'DOUBLE',
				'DATE',
				'TIMESTAMP',
				'TIMESTAMP',
				'BIGINT'
			],
			...['VARCHAR', 'VARCHAR', 'VARCHAR', 'VARCHAR', 'BIGINT', 'VARCHAR']
		]);
		expect(rows[0]).toMatchObject({
			id: '9223372036854775807',
			big: '9223372036854775807',
			price: '-1234567890123456.7891',
			wide: '0.5',
			ok: '1',
			ratio: '0.1',
			day: '2024-02-29',
			moment: '2026-01-01 18:04:05.678901',
			wall: '1969-12-31 23:59:59.5',
			bits: '5',
			bytes: '\\x00ff',
			doc: '{"a": 1}',
			kind: 'b',
			note: `it's 日本`,
			born: '1999',
			spent: '-12:30:00'
		});
		expect(rows[1]).toMatchObject({
			id: '-9223372036854775808',
			big: '0',
			price: null,
			ok: '0',
			note: '',
			spent: null
		});
	});

	it.each([
		['INSERT INTO kept VALUES (9)', 'statement'],
		['SELECT 1; DROP TABLE kept', 'statement'],
		[`SELECT n FROM kept INTO OUTFILE '/tmp/temoto-stolen'`, 'statement'],
		['SELECT 1 /*! ; DROP TABLE kept */', 'statement'],
		['SELECT sneak()', 'sql'],
		['SELECT nextval(counter)', 'sql'],
		['SELECT * FROM nothing_there', 'sql']
	])('refuses %s', async (sql, reason) => {
		const asked = gateway.query(sql);
		await expect(asked).rejects.toMatchObject({ code: 'source/gateway-refused', details: { reason } });
		expect((await duckdb.read(gateway, 'SELECT count(*) AS n, max(n) AS most FROM kept')).rows).toEqual([
			{ n: '1', most: '1' }
		]);
	});

	it('streams a large answer in parts', async () => {
		const { rows } = await duckdb.read(gateway, `SELECT seq, repeat('x', seq % 50) AS t FROM seq_1_to_60000`);
		expect(rows).toHaveLength(60_000);
		expect(rows[59_999]).toEqual({ seq: '60000', t: '' });
	});

	it('says which value cannot be carried over', async () => {
		const never = gateway.query(
			`SELECT CAST(IF(seq = 5000, '0000-00-00', '2026-01-01') AS DATE) AS d FROM seq_1_to_6000`
		);
		await expect(never).rejects.toMatchObject({
			details: { reason: 'value', message: 'column "d" holds 0000-00-00; replace it by NULL in the query' }
		});
		const large = gateway.query('SELECT 18446744073709551615 AS n');
		await expect(large).rejects.toMatchObject({
			details: { reason: 'value', message: 'column "n" holds 18446744073709551615; cast it to text' }
		});
	});

	async function running(): Promise<number> {
		const connection = await createConnection({ uri: server.url, rowsAsArray: true });
		const [rows] = await connection.query('SELECT id FROM information_schema.processlist WHERE user = "temoto"');
		await connection.end();
		return Array.isArray(rows) ? rows.length - 1 : -1;
	}
	const quiet = () => expect.poll(running, { timeout: 5000 }).toBe(0);

	it('cancels in the database when whoever asked goes away, before and amid the rows', async () => {
		for (const sql of ['SELECT sleep(60)', 'SELECT seq, sleep(0.001) FROM seq_1_to_100000']) {
			const stop = new AbortController();
			const asked = gateway.query(sql, stop.signal);
			setTimeout(() => stop.abort(), 400);
			await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
			await quiet();
		}
	});

	it('gives the first rows alone where no more are asked for, and ends the query', async () => {
		for (const rows of [20, 150]) {
			const read = await duckdb.read(gateway, { sql: 'SELECT seq AS i FROM seq_1_to_1000000', rows });
			expect(read.rows).toHaveLength(rows);
			expect(read.rows.at(-1)).toEqual({ i: String(rows) });
			await quiet();
		}
	});

	it('keeps its limits: rows, bytes, time', async () => {
		const tight = await gatewayTo(mysql(server.url), { rows: 1000, bytes: 100_000, seconds: 1 });
		const refused = (reason: string) => ({ code: 'source/gateway-refused', details: { reason } });
		await expect(tight.query('SELECT seq FROM seq_1_to_5000')).rejects.toMatchObject(refused('too-large'));
		await expect(tight.query(`SELECT repeat('x', 200000) AS t`)).rejects.toMatchObject(refused('too-large'));
		await expect(tight.query('SELECT sleep(30)')).rejects.toMatchObject(refused('too-slow'));
		await quiet();
		await tight.stop();
	});
});
