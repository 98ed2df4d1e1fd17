import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pointInTimeSql, type PointInTimeGroup } from '$lib/core/feature/point-in-time';
import { recordAt } from '$lib/core/feature/record';
import { sqlValue } from '$lib/core/table/sql';

const start = Date.UTC(2026, 0, 1);
const hour = 3_600_000;
const stamp = (n: number | null) =>
	n === null ? 'NULL::TIMESTAMP' : `make_timestamp(${start + n * hour}::BIGINT * 1000)`;
const relation = (rows: readonly string[], names: string) => `(FROM (VALUES ${rows.join(', ')}) AS v(${names}))`;

let connection: Awaited<ReturnType<DuckDBInstance['connect']>>;
beforeAll(async () => {
	connection = await (await DuckDBInstance.create(':memory:')).connect();
});
afterAll(() => connection.closeSync());

const ask = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();

const moment = fc.option(fc.integer({ min: 0, max: 9 }), { nil: null, freq: 8 });
const who = fc.option(fc.constantFrom("it's", 'b "2"', ''), { nil: null, freq: 12 });
const no = fc.option(fc.integer({ min: 1, max: 2 }), { nil: null, freq: 12 });

describe('the SQL of a point-in-time join', () => {
	it('takes the record that the definition takes, for any two groups', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.record({ who, no, at: moment }), { minLength: 1, maxLength: 12 }),
				fc.array(fc.record({ who, no, event: moment, write: moment, deleted: fc.boolean(), x: fc.nat(99) }), {
					minLength: 1,
					maxLength: 25
				}),
				fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }),
				fc.boolean(),
				async (spine, records, ttl, asKnown) => {
					const from = relation(
						records.map(
							(r) =>
								`(${sqlValue(r.who)}::VARCHAR, ${sqlValue(r.no)}::BIGINT, ${stamp(r.event)}, ${stamp(r.write)}, ${r.deleted}, ${r.x}::BIGINT)`
						),
						'who, no, "time", "write", gone, x'
					);
					const types = {
						who: 'VARCHAR',
						no: 'BIGINT',
						time: 'TIMESTAMP',
						write: 'TIMESTAMP',
						gone: 'BOOLEAN',
						x: 'BIGINT'
					};
					const both: PointInTimeGroup = {
						name: 'g',
						relation: from,
						types,
						entity: ['who', 'no'],
						eventTime: 'time',
						writeTime: 'write',
						deleted: 'gone',
						features: ['x'],
						ttlMs: ttl === null ? null : ttl * hour
					};
					const one: PointInTimeGroup = { ...both, name: 'h', entity: ['who'], deleted: null };
					const table = {
						relation: relation(
							spine.map(
								(s, n) => `(${n}::BIGINT, ${sqlValue(s.who)}::VARCHAR, ${sqlValue(s.no)}::BIGINT, ${stamp(s.at)})`
							),
							'n, who, no, "at"'
						),
						types: { n: 'BIGINT', who: 'VARCHAR', no: 'BIGINT', at: 'TIMESTAMP' },
						at: 'at'
					};
					const got = (await ask(pointInTimeSql(table, [both, one], { asKnown }))).map((row) => [
						row[0],
						row[4],
						row[5]
					]);
					const want = spine.map((s, n) => {
						const own = records.filter((r) => r.who !== null && r.who === s.who);
						const exact = own.filter((r) => r.no !== null && r.no === s.no);
						const winner = exact[recordAt(exact, s.at, { ttl, asKnown })];
						const other = own[recordAt(own, s.at, { ttl, asKnown })];
						const text = (x: number | undefined) => (x === undefined ? null : String(x));
						return [String(n), winner?.deleted ? null : text(winner?.x), text(other?.x)];
					});
					expect(got).toEqual(want);
				}
			),
			{ numRuns: 200 }
		);
	});

	it('compares keys as text where one side is text, and reads times from numbers, dates and text', async () => {
		const records = {
			relation: relation(["('7', '2026-01-01', 1.5e0)", "('7', '2026-01-03 12:00', 2.5e0)"], 'id, t, x'),
			types: { id: 'VARCHAR', t: 'VARCHAR', x: 'DOUBLE' }
		};
		const group = { name: 'g', entity: ['id'], eventTime: 't', writeTime: null, deleted: null, features: ['x'] };
		const spine = {
			relation: relation(["(7::BIGINT, DATE '2026-01-03')", "(7::BIGINT, DATE '2026-01-04')"], 'id, "when"'),
			types: { id: 'BIGINT', when: 'DATE' },
			at: 'when'
		};
		const sql = pointInTimeSql(spine, [{ ...group, ...records, ttlMs: 2 * 24 * hour }]);
		expect((await ask(sql)).map((row) => row[2])).toEqual([1.5, 2.5]);
		const counted = {
			relation: relation(['(1, 1000), (1, 3000)'], 'id, t'),
			types: { id: 'BIGINT', t: 'BIGINT' }
		};
		const numbers = pointInTimeSql({ ...counted, at: 't' }, [{ ...group, ...counted, features: ['t'], ttlMs: 0 }]);
		expect(await ask(numbers)).toEqual([
			[1, 1000, 1000],
			[1, 3000, 3000]
		]);
	});
});

describe('the definition', () => {
	const record = (event: number | null, write: number | null = null, deleted = false) => ({ event, write, deleted });
	const all = { ttl: null, asKnown: false };
	it('never sees the future, and includes both ends', () => {
		expect(recordAt([record(5)], 4, all)).toBe(-1);
		expect(recordAt([record(5)], 5, all)).toBe(0);
		expect(recordAt([record(5)], 8, { ...all, ttl: 3 })).toBe(0);
		expect(recordAt([record(5)], 9, { ...all, ttl: 3 })).toBe(-1);
	});
	it('breaks ties by write time, then by the later row', () => {
		expect(recordAt([record(5, 9), record(5, 7), record(5, null)], 6, all)).toBe(0);
		expect(recordAt([record(5, 7), record(5, 7)], 6, all)).toBe(1);
		expect(recordAt([record(5), record(5), record(5), record(4)], 6, all)).toBe(2);
	});
	it('knows only what was written by then', () => {
		const records = [record(1, 1), record(3, 8), record(2, null)];
		expect(recordAt(records, 5, { ttl: null, asKnown: true })).toBe(0);
		expect(recordAt(records, 8, { ttl: null, asKnown: true })).toBe(1);
	});
});
