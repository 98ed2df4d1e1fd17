import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rangeFormula, rangeSql, rowsIn, sliceCube, type BinnedColumn } from '$lib/core/table/brush';
import { numberVector } from '$lib/core/table/columns';
import { webCrypto } from '$lib/engines/webcrypto/crypto';
import { binTable, brushCube } from '$lib/workbench/brush';
import { ask, run, table } from '../recipe/native';

const x: BinnedColumn = {
	name: 'x "1"',
	type: 'DOUBLE',
	bins: [0, 1, 2, 3].map((from) => ({ from, to: from + 1 }))
};
const t: BinnedColumn = { name: "it's", type: 'VARCHAR', bins: [{ value: "a'b" }, { value: '東' }] };
const sql = {
	execute: async (statement: string) => void (await ask(statement)),
	query: async (statement: string) => {
		const rows = await ask(statement);
		const names = Object.keys(rows[0] ?? { place: 0, a: 0, b: 0, n: 0 });
		const columns = names.map((name) => ({
			name,
			type: 'DOUBLE',
			vector: numberVector(rows.map((row) => Number(row[name])))
		}));
		return { rows: rows.length, columns };
	}
};
const ports = { sql, crypto: webCrypto };
const rowsArbitrary = fc.array(
	fc.tuple(
		fc.option(fc.oneof(fc.double({ min: 0, max: 4, noNaN: true }), fc.constantFrom(0, 1, 2, 3, 4))),
		fc.option(fc.constantFrom("a'b", '東', 'other'))
	),
	{ maxLength: 30 }
);
const rangeArbitrary = fc
	.tuple(fc.nat(3), fc.nat(3))
	.map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }));

/** By definition: [0,1) [1,2) [2,3) [3,4]. */
const inRange = (value: number | null, first: number, last: number) =>
	value !== null && value >= first && (last === 3 || value < last + 1);

it('counts every column for a brush as filtering the rows does', async () => {
	await fc.assert(
		fc.asyncProperty(rowsArbitrary, rangeArbitrary, async (rows, range) => {
			const { source } = await table({ 'x "1"': 'DOUBLE', "it's": 'VARCHAR' }, rows);
			const bins = await binTable(ports, source, [x, t]);
			const cube = await brushCube(ports, bins, x.name, []);
			await bins.dispose();
			const kept = rows.filter(([value]) => inRange(value, range.first, range.last));
			const count = (text: string, among: typeof rows) => among.filter(([, value]) => value === text).length;
			expect([...(sliceCube(cube, range).get("it's") ?? [])]).toEqual([count("a'b", kept), count('東', kept)]);
			expect([...(sliceCube(cube, null).get("it's") ?? [])]).toEqual([count("a'b", rows), count('東', rows)]);
			expect(rowsIn(cube, range)).toBe(kept.length);
			expect(rowsIn(cube, null)).toBe(rows.length);
			const [filtered] = await ask(`SELECT count(*) AS n FROM ${source} WHERE ${rangeSql(x, range)}`);
			expect(filtered?.['n']).toBe(kept.length);
		}),
		{ numRuns: 40 }
	);
});

it('counts within what the other facets leave', async () => {
	const { source } = await table({ 'x "1"': 'DOUBLE', "it's": 'VARCHAR' }, [
		[0.5, '東'],
		[2.5, '東'],
		[3, "a'b"],
		[4, '東']
	]);
	const facets = [{ column: x, range: { first: 2, last: 3 } }];
	const cube = await brushCube(ports, await binTable(ports, source, [x, t]), t.name, facets);
	expect([...(sliceCube(cube, { first: 1, last: 1 }).get('x "1"') ?? [])]).toEqual([0, 0, 1, 1]);
	expect([...(sliceCube(cube, null).get("it's") ?? [])]).toEqual([1, 2]);
});

it('becomes a step that keeps the same rows', async () => {
	const source = await table({ 'x "1"': 'DOUBLE', "it's": 'VARCHAR', d: 'TIMESTAMP' }, [
		[0.5, '東', '2020-01-01 00:00:00'],
		[2.5, 'other', '2020-01-02 12:00:00'],
		[4, "a'b", null],
		[null, '東', '2020-01-03 00:00:00']
	]);
	const day = (n: number) => Date.UTC(2020, 0, n);
	const d: BinnedColumn = { name: 'd', type: 'TIMESTAMP', bins: [1, 2].map((n) => ({ from: day(n), to: day(n + 1) })) };
	const kept = async (condition: string) => (await run([{ op: 'filter', params: { condition } }], source)).rows.length;
	expect(await kept(rangeFormula(x, { first: 2, last: 3 }))).toBe(2);
	expect(await kept(rangeFormula(x, { first: 0, last: 1 }))).toBe(1);
	expect(await kept(rangeFormula(t, { first: 0, last: 1 }))).toBe(3);
	expect(await kept(rangeFormula(t, { first: 0, last: 0 }))).toBe(1);
	expect(await kept(rangeFormula(d, { first: 0, last: 0 }))).toBe(1);
	expect(await kept(rangeFormula(d, { first: 1, last: 1 }))).toBe(2);
});
