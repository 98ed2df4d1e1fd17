import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runSeries } from '$lib/core/series/run-series';
import type { SeriesRunner } from '$lib/core/ports';
import { openNodeEngine } from '$lib/engines/duckdb-node/engine';
import { quickJsRowFunctions } from '$lib/engines/quickjs/row-functions';
import { webCrypto } from '$lib/engines/webcrypto/crypto';
import { cellAt, numberVector, toRows } from '$lib/core/table/columns';
import { compileRecipe } from '$lib/core/recipe/compile';
import { learnRecipe } from '$lib/core/recipe/fit';
import { parseRecipe } from '$lib/core/recipe/recipe';
import { withStagedRecipe } from '$lib/workbench/recipe-stage';

const sql = await openNodeEngine(await mkdtemp(path.join(tmpdir(), 'temoto-')));
afterAll(() => sql.close());
const rowFunctions = quickJsRowFunctions({ pause: () => Promise.resolve(false) });
const seriesRunner: SeriesRunner = {
	runSeries: (job, signal) => runSeries(job, () => Promise.resolve(false), signal)
};
const workspace = {
	sql,
	rowFunctions,
	seriesRunner,
	crypto: webCrypto,
	clock: { now: () => 0, elapsed: () => performance.now() }
};

const n = 5000;
const numbers = Array.from({ length: n }, (_, i) => (i * 7919) % 1013);
await sql.loadColumns('t', {
	rows: n,
	columns: [
		{ name: 'x', type: 'DOUBLE', vector: numberVector(numbers.map((x) => (x % 10 === 0 ? null : x))) },
		{ name: 'g', type: 'DOUBLE', vector: numberVector(numbers.map((x) => x % 4)) }
	]
});
const schema = [
	{ name: 'x', type: 'DOUBLE', kind: 'numeric' },
	{ name: 'g', type: 'DOUBLE', kind: 'numeric' }
] as const;
const recipe = parseRecipe({
	schemaVersion: 1,
	steps: [
		{ op: 'formula', params: { name: 'y', formula: 'x * 2' } },
		{ op: 'drop-duplicates', params: { columns: ['x', 'g'] } },
		{ op: 'split', params: { method: 'stratified', by: 'g' } },
		{ op: 'standardise', enabled: false, params: { columns: ['g'] } },
		{ op: 'fill-missing', params: { columns: ['x'], method: 'mean' } },
		{ op: 'filter', params: { condition: 'g > 0' } },
		{ op: 'standardise', params: { columns: ['x', 'y'] } },
		{ op: 'sort', params: { by: [{ column: 'x' }] } }
	]
});

it('gives what the one statement gives, step by step', async () => {
	const learned = await learnRecipe(recipe, schema, 't', async (text) => toRows(await sql.query(text)));
	const whole = await sql.query(compileRecipe(learned, schema, 't').sql);
	await withStagedRecipe(workspace, recipe, 't', schema, {}, async (staged) => {
		const got = await sql.query(staged.select);
		expect(got.rows).toBe(whole.rows);
		expect(staged.rowsOut).toBe(whole.rows);
		whole.columns.forEach(({ name, vector }, at) => {
			const other = got.columns[at];
			expect(other?.name).toBe(name);
			for (let row = 0; row < whole.rows; row++) {
				const [want, found] = [cellAt(vector, row), other ? cellAt(other.vector, row) : null];
				if (typeof want === 'number' && typeof found === 'number') expect(found).toBeCloseTo(want, 10);
				else expect(found).toBe(want);
			}
		});
	});
});

it('counts the rows of each step and leaves no table behind', async () => {
	const distinct = new Set(numbers.map((x) => `${x % 10 === 0 ? null : x} ${x % 4}`));
	const kept = [...distinct].filter((key) => !key.endsWith(' 0')).length;
	await withStagedRecipe(workspace, recipe, 't', schema, {}, async ({ steps, rowsIn }) => {
		expect(rowsIn).toBe(n);
		expect(steps.map(({ step, rowsIn: before, rowsOut }) => [step, before, rowsOut])).toEqual([
			[0, n, n],
			[1, n, distinct.size],
			[2, distinct.size, distinct.size],
			[4, distinct.size, distinct.size],
			[5, distinct.size, kept],
			[6, kept, kept],
			[7, kept, kept]
		]);
	});
	const left = await sql.query('SELECT count(*) AS n FROM duckdb_tables()');
	expect(toRows(left)).toEqual([{ n: 1 }]);
});

it('refuses a broken step with its place, or passes over it', async () => {
	const broken = parseRecipe({
		schemaVersion: 1,
		steps: [
			{ op: 'filter', params: { condition: 'x > 5' } },
			{ op: 'standardise', params: { columns: ['gone'] } }
		]
	});
	await expect(withStagedRecipe(workspace, broken, 't', schema, {}, async () => null)).rejects.toMatchObject({
		code: 'recipe/column-missing',
		details: { column: 'gone', step: 2, op: 'standardise' }
	});
	await withStagedRecipe(workspace, broken, 't', schema, { passBroken: true }, async ({ steps }) => {
		expect(steps.map((step) => step.broken?.code ?? null)).toEqual([null, 'recipe/column-missing']);
	});
});

it('joins what a function of a person gives to its rows, before and after other steps', async () => {
	const own = parseRecipe({
		schemaVersion: 1,
		steps: [
			{ op: 'filter', params: { condition: 'g > 0' } },
			{ op: 'sort', params: { by: [{ column: 'x', direction: 'descending' }] } },
			{
				op: 'row-function',
				params: { columns: ['x', 'g'], code: '(row) => row.x === null ? null : row.x * 10 + row.g', name: 'z' }
			},
			{ op: 'filter', params: { condition: 'z > 0' } },
			{ op: 'standardise', params: { columns: ['z'] } },
			{
				op: 'row-function',
				params: { columns: ['z'], code: 'r => r.z > 0 ? "high" : "low"', name: 'level', result: 'text' }
			}
		]
	});
	await withStagedRecipe(workspace, own, 't', schema, {}, async (staged) => {
		const rows = toRows(await sql.query(staged.select));
		const source = toRows(await sql.query('SELECT x, g FROM t WHERE g > 0 AND x * 10 + g > 0 ORDER BY x DESC'));
		const raw = source.map(({ x, g }) => Number(x) * 10 + Number(g));
		const mean = raw.reduce((a, b) => a + b, 0) / raw.length;
		expect(rows.length).toBeGreaterThan(0);
		expect(rows.map(({ level }) => level)).toEqual(raw.map((z) => (z > mean ? 'high' : 'low')));
	});
});
