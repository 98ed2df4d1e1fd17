import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toRows } from '$lib/core/table/columns';
import type { SampleOptions } from '$lib/core/table/sample';
import { openNodeEngine, type NodeSqlEngine } from '$lib/engines/duckdb-node/engine';

let engine: NodeSqlEngine;
let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'temoto-sample-'));
	engine = await openNodeEngine(folder);
});
afterAll(async () => {
	engine.close();
	await rm(folder, { recursive: true, force: true });
});

/** 1,000 rows: 700 a, 200 b, 97 c, 3 without a value. */
const kind = (i: number) => (i % 1000 < 700 ? 'a' : i < 900 ? 'b' : i < 997 ? 'c' : '');
const csv = `n,k\n${Array.from({ length: 1000 }, (_, i) => `${i},${kind(i)}`).join('\n')}\n`;

async function places(sample: SampleOptions): Promise<number[]> {
	const report = await engine.importTable('s', { name: 's.csv', blob: new Blob([csv]) }, { sample });
	const found = toRows(await engine.query('SELECT n FROM s')).map(({ n }) => Number(n));
	expect([report.rows, report.sampledFrom]).toEqual([found.length, 1000]);
	return found;
}

it('keeps the first rows, or all where there are fewer', async () => {
	expect(await places({ method: 'first', rows: 3 })).toEqual([0, 1, 2]);
	expect(await places({ method: 'first', rows: 5000 })).toHaveLength(1000);
});

it('draws the same rows for the same seed, in their order, about evenly', async () => {
	const drawn = await places({ method: 'random', rows: 300, seed: 1 });
	expect(drawn).toEqual(await places({ method: 'random', rows: 300, seed: 1 }));
	expect(drawn).toEqual([...drawn].sort((a, b) => a - b));
	expect(new Set(drawn).size).toBe(300);
	const other = new Set(await places({ method: 'random', rows: 300, seed: 2 }));
	const both = drawn.filter((n) => other.has(n)).length;
	// drawn without looking: 300 * 300 / 1000 = 90 in both, standard deviation 6.6
	expect(both).toBeGreaterThan(60);
	expect(both).toBeLessThan(120);
});

it('gives every value its share, to within one, in a stratified sample', async () => {
	for (const rows of [10, 100, 333]) {
		const drawn = await places({ method: 'stratified', rows, column: 'k', seed: 3 });
		expect(drawn).toHaveLength(rows);
		for (const [value, count] of Object.entries({ a: 700, b: 200, c: 97, '': 3 }))
			expect(Math.abs(drawn.filter((n) => kind(n) === value).length - (rows * count) / 1000)).toBeLessThanOrEqual(1);
	}
});

it('samples all files of one table together', async () => {
	const { importFiles } = await import('$lib/core/table/import-files');
	const parts = ['x', 'y'].map((label) => ({
		file: { name: `${label}.csv`, blob: new Blob([csv]) },
		options: {},
		label
	}));
	const report = await importFiles(engine, 'm', parts, { method: 'stratified', rows: 20, column: 'source_file' });
	expect([report.rows, report.sampledFrom]).toEqual([20, 2000]);
	expect(toRows(await engine.query('SELECT source_file, count(*) AS n FROM m GROUP BY ALL ORDER BY ALL'))).toEqual([
		{ source_file: 'x', n: 10 },
		{ source_file: 'y', n: 10 }
	]);
});
