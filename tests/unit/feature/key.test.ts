import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareText, keyParts, keyPrefix, keyText, keyTextSql } from '$lib/core/feature/key';
import { pageAt } from '$lib/core/feature/page-list';
import type { Field } from '$lib/core/table/schema';
import { sqlValue } from '$lib/core/table/sql';

let connection: Awaited<ReturnType<DuckDBInstance['connect']>>;
beforeAll(async () => {
	connection = await (await DuckDBInstance.create(':memory:')).connect();
});
afterAll(() => connection.closeSync());
const ask = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();

const field = (name: string, type: string): Field => ({ name, type, kind: 'identifier' });
const nasty = fc
	.oneof(
		fc.string({ unit: 'grapheme', maxLength: 6 }),
		fc.constantFrom("it's", '"x"', '🎵', '🎵a', '\uffff', '\ue000', '', '\u001f', '\u001e0', '7', 'a\u001fb')
	)
	.filter((text) => !text.includes('\0') && text.isWellFormed());

describe('the key of an entity', () => {
	it('is the same text in SQL and here, and comes apart again', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.tuple(nasty, nasty), { minLength: 1, maxLength: 8 }), async (pairs) => {
				const entity = [field('a', 'VARCHAR'), field('b', 'VARCHAR')];
				const rows = pairs.map(([a, b]) => `(${sqlValue(a)}, ${sqlValue(b)})`).join(', ');
				const found = await ask(`SELECT ${keyTextSql(entity)} FROM (VALUES ${rows}) v(a, b)`);
				expect(found.map(([text]) => text)).toEqual(pairs.map((pair) => keyText(entity, pair)));
				for (const pair of pairs) {
					expect(keyParts(keyText(entity, pair), 2)).toEqual(pair);
					expect(keyText(entity, pair).startsWith(keyPrefix(entity, [pair[0], '']))).toBe(true);
				}
			}),
			{ numRuns: 60 }
		);
	});

	it('is the same for a value of any type, however a person writes it', async () => {
		const cases: readonly (readonly [type: string, sql: string, cells: readonly (string | number)[]])[] = [
			['BIGINT', '7', [7, '7', '007', ' 7 ']],
			['BIGINT', '9007199254740993', ['9007199254740993']],
			['DOUBLE', '7.0::DOUBLE', [7, '7', '7.0']],
			['DOUBLE', '1e-7::DOUBLE', [1e-7, '1e-7']],
			['DOUBLE', '-2.5::DOUBLE', [-2.5, '-2.50']],
			['BOOLEAN', 'TRUE', [1, 'true', 'True', '1']],
			['DATE', "DATE '1969-12-31'", [-86_400_000, '1969-12-31']],
			['TIMESTAMP', "TIMESTAMP '2026-01-02 03:04:05.5'", [1_767_323_045_500, '2026-01-02 03:04:05.5']],
			['TIMESTAMP', "TIMESTAMP '2026-01-02 03:04:00'", ['2026-01-02T03:04', '2026-01-02 03:04:00Z']],
			['TIMESTAMP', "TIMESTAMP '2026-01-02 00:00:00'", ['2026-01-02']],
			['VARCHAR', "'007'", ['007']]
		];
		for (const [type, sql, cells] of cases) {
			const entity = [field('k', type)];
			const [[text] = []] = await ask(`SELECT ${keyTextSql(entity)} FROM (SELECT ${sql} AS k)`);
			for (const cell of cells) expect([type, cell, keyText(entity, [cell])]).toEqual([type, cell, text]);
		}
	});

	it('stands in the order of DuckDB, emoji after everything of two bytes', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uniqueArray(nasty, { minLength: 2, maxLength: 12 }), async (texts) => {
				const rows = texts.map((text) => `(${sqlValue(text)})`).join(', ');
				const ordered = (await ask(`SELECT t FROM (VALUES ${rows}) v(t) ORDER BY t`)).map(([text]) => String(text));
				expect([...texts].sort(compareText)).toEqual(ordered);
				const pages = ordered.map((text, place) => ({ from: place === 0 ? '' : text, blob: '', entities: 1 }));
				ordered.forEach((text, place) => expect(pageAt(pages, text)).toBe(place));
			}),
			{ numRuns: 100 }
		);
	});
});
