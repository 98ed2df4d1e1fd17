import fc from 'fast-check';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { sqlName, sqlValue } from '$lib/core/table/sql';

const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();

async function back(values: readonly string[]): Promise<unknown[]> {
	const answer = await connection.runAndReadAll(`SELECT * FROM (VALUES ${values.map((sql) => `(${sql})`).join(', ')})`);
	return answer.getRows().map(([value]) => value);
}

it('gives every number back to the bit', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fc.double(), { minLength: 1, maxLength: 200 }), async (numbers) => {
			const answer = await back(numbers.map(sqlValue));
			answer.forEach((value, i) => expect(Object.is(value, numbers[i])).toBe(true));
		}),
		{ numRuns: 100 }
	);
});

it('gives every text back, quotes, NUL and emoji included', async () => {
	const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom("'; DROP TABLE t; --", "\0'", '🎧\n"', '\\'));
	await fc.assert(
		fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 50 }), async (texts) => {
			expect(await back(texts.map(sqlValue))).toEqual(texts);
		}),
		{ numRuns: 100 }
	);
});

it('keeps every name without NUL', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.string({ unit: 'grapheme', minLength: 1 }).filter((name) => !name.includes('\0')),
			async (name) => {
				const answer = await connection.runAndReadAll(`SELECT 1 AS ${sqlName(name)}`);
				expect(answer.columnNames()).toEqual([name]);
			}
		),
		{ numRuns: 100 }
	);
});
