import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { computations } from '$lib/core/feature/computed';
import { pointInTimeSql, type PointInTimeGroup } from '$lib/core/feature/point-in-time';
import { recordAt } from '$lib/core/feature/record';
import type { Field } from '$lib/core/table/schema';
import { sqlValue } from '$lib/core/table/sql';

let connection: Awaited<ReturnType<DuckDBInstance['connect']>>;
beforeAll(async () => {
	connection = await (await DuckDBInstance.create(':memory:')).connect();
});
afterAll(() => connection.closeSync());
const ask = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();

// around 1970, so that times before it are as common as those after
const hour = 3_600_000;
const stamp = (n: number | null) =>
	n === null ? 'NULL::TIMESTAMP' : `make_timestamp(CAST(${(n - 5) * hour * 1000} AS BIGINT))`;
const moment = fc.option(fc.integer({ min: 0, max: 10 }), { nil: null, freq: 9 });
const who = fc.option(fc.constantFrom("it's", '🎵 "b"', '', 'x\ny'), { nil: null, freq: 12 });
const where = fc.option(fc.constantFrom('東京', "O'Hara"), { nil: null, freq: 12 });
const no = fc.option(fc.integer({ min: -1, max: 1 }), { nil: null, freq: 12 });
// whole rows come again and again: more than three times the same key and time
const record = fc.record({
	who,
	where,
	no,
	event: moment,
	write: moment,
	deleted: fc.boolean(),
	x: fc.option(fc.integer({ min: -9, max: 9 }), { nil: null, freq: 6 }),
	times: fc.integer({ min: 1, max: 5 })
});
const histories = fc
	.array(record, { minLength: 1, maxLength: 12 })
	.map((list) =>
		list
			.flatMap(({ times, ...one }) => Array.from({ length: times }, () => one))
			.map((one, place) => ({ ...one, place }))
	);
type HistoryRecord =
	typeof histories extends fc.Arbitrary<infer T> ? (T extends readonly (infer R)[] ? R : never) : never;

const types = {
	who: 'VARCHAR',
	where: 'VARCHAR',
	no: 'BIGINT',
	time: 'TIMESTAMP',
	write: 'TIMESTAMP',
	gone: 'BOOLEAN',
	x: 'BIGINT',
	place: 'BIGINT'
};
const relation = (records: readonly HistoryRecord[]) =>
	`(FROM (VALUES ${records
		.map(
			(r) =>
				`(${sqlValue(r.who)}::VARCHAR, ${sqlValue(r.where)}::VARCHAR, CAST(${sqlValue(r.no)} AS BIGINT), ${stamp(r.event)}, ${stamp(r.write)}, ${r.deleted}, CAST(${sqlValue(r.x)} AS BIGINT), ${r.place}::BIGINT)`
		)
		.join(', ')}) v(who, "where", no, "time", "write", gone, x, place))`;

const field = (name: string, type: string): Field => ({ name, type, kind: 'numeric' });

it('joins three groups of different keys as the definition says, computed features included', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.record({ who, where, no, at: moment, told: fc.integer({ min: -3, max: 3 }) }), {
				minLength: 1,
				maxLength: 8
			}),
			fc.tuple(histories, histories, histories),
			fc.tuple(...Array.from({ length: 3 }, () => fc.option(fc.integer({ min: 0, max: 6 }), { nil: null }))),
			fc.boolean(),
			async (spine, all, ttls, asKnown) => {
				const keys: readonly (readonly ('who' | 'where' | 'no')[])[] = [['who'], ['where', 'no'], ['no']];
				const features = [field('x', 'BIGINT'), field('place', 'BIGINT')];
				const sums = [{ name: 'sum', formula: 'coalesce(x, 100) + told', description: '' }];
				const groups = keys.map((entity, g): PointInTimeGroup => {
					const ttl = ttls[g] ?? null;
					return {
						name: `g${g}`,
						relation: relation(all[g] ?? []),
						types,
						entity,
						eventTime: 'time',
						writeTime: 'write',
						deleted: g === 2 ? null : 'gone',
						features: ['place'],
						computed: computations(sums, features, [field('told', 'BIGINT')]),
						ttlMs: ttl === null ? null : ttl * hour
					};
				});
				const rows = spine.map(
					(s, n) =>
						`(${n}::BIGINT, ${sqlValue(s.who)}::VARCHAR, ${sqlValue(s.where)}::VARCHAR, CAST(${sqlValue(s.no)} AS BIGINT), ${stamp(s.at)}, ${s.told}::BIGINT)`
				);
				const table = {
					relation: `(FROM (VALUES ${rows.join(', ')}) v(n, who, "where", no, "at", told))`,
					types: { n: 'BIGINT', who: 'VARCHAR', where: 'VARCHAR', no: 'BIGINT', at: 'TIMESTAMP', told: 'BIGINT' },
					at: 'at'
				};
				const got = (await ask(pointInTimeSql(table, groups, { asKnown }))).map((row) =>
					row.slice(6).map((x) => (x === null ? null : Number(x)))
				);
				const want = spine.map((s) =>
					keys.flatMap((entity, g) => {
						const own = (all[g] ?? []).filter((r) => entity.every((key) => r[key] !== null && r[key] === s[key]));
						const best = own[recordAt(own, s.at, { ttl: ttls[g] ?? null, asKnown })];
						if (!best || (g < 2 && best.deleted)) return [null, null];
						return [best.place, (best.x ?? 100) + s.told];
					})
				);
				expect(got).toEqual(want);
			}
		),
		{ numRuns: 150 }
	);
}, 60_000);
