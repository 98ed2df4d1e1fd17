import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { guessKinds } from '$lib/core/table/guess-kinds';
import { openNodeEngine, type NodeSqlEngine } from '$lib/engines/duckdb-node/engine';

let engine: NodeSqlEngine;
let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'temoto-kinds-'));
	engine = await openNodeEngine(folder);
});
afterAll(async () => {
	engine.close();
	await rm(folder, { recursive: true, force: true });
});

const column = (name: string, present: number, changed: object = {}) => ({
	...{ name, type: 'VARCHAR', present, distinct: present, meanLength: 9 },
	...changed
});
/** Rows with a name of their own, of which the first `repeats` stand there once more, `isWhole` with all of their cells. */
const table = (
	rows: number,
	repeats: number,
	isWhole: boolean
) => `(SELECT 'L-' || (1000 + n) AS loan, n % 7 AS x FROM range(${rows}) t(n)
UNION ALL SELECT 'L-' || (1000 + n) AS loan, n % 7 + ${isWhole ? 0 : 1} AS x FROM range(${repeats}) t(n))`;

it.each([40, 977, 5000, 30_000])('knows what names %i rows, also where a tenth is repeated whole', async (rows) => {
	const kinds = async (repeats: number, isWhole: boolean) => {
		// the approximation of DuckDB is off by a tenth and more, either way
		const facts = [
			column('loan', rows + repeats, { distinct: rows * 0.8 }),
			column('x', rows + repeats, { distinct: 7 })
		];
		return (await guessKinds(engine, table(rows, repeats, isWhole), facts))[0];
	};
	expect(await kinds(0, true)).toBe('identifier');
	expect(await kinds(Math.floor(rows / 10), true)).toBe('identifier');
	// the same name for rows that differ
	expect(await kinds(Math.floor(rows / 10), false)).toBe('text');
});

it('guesses by type, name and length', async () => {
	const rows = `(SELECT n AS id, n AS size, n + 0.5 AS "no", 'word' || n AS short, repeat('word ', 5) || n AS "long", 'k' || (n % 9) AS few, true AS flag,
DATE '2024-01-01' + CAST(n AS INTEGER) AS day, [n] AS list, NULL AS nothing FROM range(100) t(n))`;
	const facts = [
		column('id', 100, { type: 'BIGINT' }),
		column('size', 100, { type: 'BIGINT' }),
		column('no', 100, { type: 'DOUBLE' }),
		column('short', 100),
		column('long', 100, { meanLength: 27 }),
		column('few', 100, { distinct: 9 }),
		column('flag', 100, { type: 'BOOLEAN', distinct: 1 }),
		column('day', 100, { type: 'DATE' }),
		column('list', 100, { type: 'BIGINT[]' }),
		column('nothing', 0, { distinct: 0 })
	];
	expect(await guessKinds(engine, rows, facts)).toEqual([
		'identifier',
		'numeric',
		'numeric',
		'identifier',
		'text',
		'categorical',
		'boolean',
		'datetime',
		'list',
		'categorical'
	]);
});
