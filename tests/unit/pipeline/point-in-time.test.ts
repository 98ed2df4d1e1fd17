import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pointInTimeSql } from '$lib/core/pipeline/point-in-time';
import { sqlValue } from '$lib/core/table/sql';

const day = (n: number) => `TIMESTAMP '2026-01-01' + INTERVAL ${n} DAY`;

let connection: Awaited<ReturnType<DuckDBInstance['connect']>>;
beforeAll(async () => {
	connection = await (await DuckDBInstance.create(':memory:')).connect();
});
afterAll(() => connection.closeSync());

it('takes for each spine row the newest record that is not later, not too old, and of ties the later row', async () => {
	const moment = fc.integer({ min: 0, max: 12 });
	const key = fc.constantFrom("it's", 'b "2"');
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.record({ who: key, at: moment }), { minLength: 1, maxLength: 12 }),
			fc.array(fc.record({ who: key, time: moment, x: fc.integer({ min: 0, max: 99 }) }), {
				minLength: 1,
				maxLength: 20
			}),
			fc.option(fc.integer({ min: 0, max: 6 }), { nil: null }),
			async (spine, records, ttlDays) => {
				const relation = (rows: string[], names: string) => `(FROM (VALUES ${rows.join(', ')}) AS v(${names}))`;
				const sql = pointInTimeSql(
					relation(
						spine.map(({ who, at }, row) => `(${row}, ${sqlValue(who)}, ${day(at)})`),
						'n, who, "at"'
					),
					'at',
					[
						{
							name: 'g',
							relation: relation(
								records.map(({ who, time, x }) => `(${sqlValue(who)}, ${day(time)}, ${x})`),
								'who, "time", x'
							),
							entity: ['who'],
							eventTime: 'time',
							features: ['x'],
							ttlMs: ttlDays === null ? null : ttlDays * 86_400_000
						}
					]
				);
				const got = (await connection.runAndReadAll(sql)).getRows().map((row) => [row[0], row[3]]);
				const want = spine.map(({ who, at }, row) => {
					let best: (typeof records)[number] | null = null;
					for (const record of records)
						if (record.who === who && record.time <= at && (best === null || record.time >= best.time)) best = record;
					const fresh = best !== null && (ttlDays === null || at - best.time <= ttlDays);
					return [row, fresh ? (best?.x ?? null) : null];
				});
				expect(got).toEqual(want);
			}
		),
		{ numRuns: 150 }
	);
});
