import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cappedSelectionSql } from '$lib/core/pipeline/capped-selection';
import { sqlName, sqlValue } from '$lib/core/table/sql';

type Row = { id: number; genre: string | null; score: number | null };

/** By definition: walk from the best down and take a row while its group still has room. */
function bruteForce(rows: readonly Row[], count: number, share: number | 'proportional'): number[] {
	const scored = rows.filter((row) => row.score !== null);
	const cap = (genre: string | null) => {
		if (share !== 'proportional') return Math.max(1, Math.floor(share * count));
		return Math.ceil((count * scored.filter((row) => row.genre === genre).length) / scored.length);
	};
	const taken: Row[] = [];
	for (const row of [...scored].sort((a, b) => (b.score ?? 0) - (a.score ?? 0) || a.id - b.id)) {
		if (taken.length === count) break;
		if (taken.filter((one) => one.genre === row.genre).length < cap(row.genre)) taken.push(row);
	}
	return taken.map((row) => row.id);
}

describe('a selection in which no group takes more than its share', () => {
	let connection: Awaited<ReturnType<DuckDBInstance['connect']>>;
	beforeAll(async () => {
		connection = await (await DuckDBInstance.create(':memory:')).connect();
	});
	afterAll(() => connection.closeSync());

	it('is what walking down by hand gives', async () => {
		const row = fc.record({
			genre: fc.option(fc.constantFrom('Enka', 'Pop "2"', "Rock'n"), { nil: null }),
			score: fc.option(fc.integer({ min: 0, max: 6 }), { nil: null, freq: 8 })
		});
		await fc.assert(
			fc.asyncProperty(
				fc.array(row, { minLength: 1, maxLength: 40 }),
				fc.integer({ min: 1, max: 12 }),
				fc.oneof(fc.constantFrom(0.1, 0.25, 0.5, 1), fc.constant('proportional' as const)),
				async (cells, count, share) => {
					const rows = cells.map((cell, id) => ({ id, ...cell }));
					const values = rows.map((one) => `(${one.id}, ${sqlValue(one.genre)}, ${sqlValue(one.score)})`).join(', ');
					const relation = `(FROM (VALUES ${values}) AS t(id, ${sqlName('the genre')}, score))`;
					const sql = cappedSelectionSql(relation, { score: 'score', key: 'id', group: 'the genre', count, share });
					const answer = await connection.runAndReadAll(`SELECT id, place FROM (${sql}) ORDER BY place`);
					expect(answer.getRows().map(([id]) => Number(id))).toEqual(bruteForce(rows, count, share));
					expect(answer.getRows().map(([, place]) => Number(place))).toEqual(answer.getRows().map((_, at) => at + 1));
				}
			),
			{ numRuns: 200 }
		);
	});

	it('looks only at rows that meet the condition', async () => {
		const relation = `(FROM (VALUES (1, 'a', 9), (2, 'a', 8), (3, 'b', 7)) AS t(id, g, s))`;
		const sql = cappedSelectionSql(relation, { score: 's', key: 'id', group: 'g', count: 2, share: 1, where: 's < 9' });
		const answer = await connection.runAndReadAll(sql);
		expect(answer.getRows().map(([place, id]) => [Number(place), id])).toEqual([
			[1, 2],
			[2, 3]
		]);
	});
});
