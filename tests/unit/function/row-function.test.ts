import { describe, expect, it } from 'vitest';
import type { RowFunctionJob } from '$lib/core/function/row-function';
import { cellAt, numberVector, textVector } from '$lib/core/table/columns';
import { quickJsRowFunctions } from '$lib/engines/quickjs/row-functions';

const functions = quickJsRowFunctions({ pause: () => Promise.resolve(true) });
const columns: RowFunctionJob['columns'] = {
	rows: 3,
	columns: [
		{ name: 'a "b" 東', type: 'DOUBLE', vector: numberVector([1.5, null, Infinity]) },
		{ name: 'city', type: 'VARCHAR', vector: textVector(["it's", null, '東京']) },
		{ name: 'born', type: 'DATE', vector: numberVector([Date.UTC(1998, 5, 12), null, Date.UTC(1776, 6, 4)]) },
		{ name: 'ok', type: 'BOOLEAN', vector: numberVector([1, 0, null]) }
	]
};

async function run(code: string, result: RowFunctionJob['result'], onError: RowFunctionJob['onError'] = 'stop') {
	const made = await functions.runRowFunction({ code, columns, result, onError });
	const vector = made.columns[0]?.vector;
	return vector ? Array.from({ length: made.rows }, (_, i) => cellAt(vector, i)) : [];
}

describe('a function of a row', () => {
	it('reads numbers, texts, dates and truth values, and gives each kind', async () => {
		expect(await run('(row) => row[\'a "b" 東\'] === null ? -1 : row[\'a "b" 東\'] * 2', 'number')).toEqual([
			3,
			-1,
			null
		]);
		expect(await run('(row: { city: string | null }) => row.city?.toUpperCase()', 'text')).toEqual([
			"IT'S",
			null,
			'東京'
		]);
		expect(await run('({ born }) => born && born.getUTCFullYear()', 'number')).toEqual([1998, null, 1776]);
		expect(await run('(row) => row.ok !== true', 'boolean')).toEqual([0, 1, 1]);
		expect(await run('(row) => row.born', 'timestamp')).toEqual([Date.UTC(1998, 5, 12), null, Date.UTC(1776, 6, 4)]);
	});

	it('may stand after declarations of its own', async () => {
		const code =
			'interface Row { city: string | null }\nconst first = (text: string): string => text[0]!;\n(row: Row) => row.city ? first(row.city) : null;';
		expect(await run(code, 'text')).toEqual(['i', null, '東']);
	});

	it('names the row it fails on, or leaves it missing', async () => {
		await expect(run('(row) => row.city.length', 'number')).rejects.toMatchObject({
			code: 'function/failed',
			details: { row: 2 }
		});
		expect(await run('(row) => row.city.length', 'number', 'missing')).toEqual([4, null, 2]);
		await expect(run('(row) => row.city', 'number')).rejects.toMatchObject({
			code: 'function/failed',
			details: { row: 1 }
		});
	});

	it.each(['(row =>', '42', 'const x = 1', ''])('refuses what is not a function: %s', async (code) => {
		await expect(run(code, 'number')).rejects.toMatchObject({ code: 'function/invalid' });
	});

	it.each([
		['fetch', 'typeof fetch + typeof XMLHttpRequest + typeof WebSocket + typeof importScripts'],
		['process', 'typeof process + typeof require + typeof Deno + typeof navigator'],
		['storage', 'typeof indexedDB + typeof localStorage + typeof caches + typeof self']
	])('has no %s to reach', async (_, names) => {
		const [first] = await run(`() => ${names}`, 'text');
		expect(String(first).replaceAll('undefined', '')).toBe('');
	});

	it.each(['Math.random()', 'Date.now()', 'new Date().getTime()', 'Number(Date())'])(
		'has no clock and no chance: %s',
		async (code) => {
			await expect(run(`() => ${code}`, 'number')).rejects.toMatchObject({ code: 'function/failed' });
		}
	);

	it('is bounded in memory and in depth', async () => {
		const hungry = '() => { const all = []; for (;;) all.push(new Array(1e6).fill(1)); }';
		await expect(run(hungry, 'number')).rejects.toMatchObject({ code: 'function/failed' });
		await expect(run('(row) => { const f = () => f() + 1; return f(); }', 'number')).rejects.toMatchObject({
			code: 'function/failed'
		});
	});

	it('is ended when it never ends', async () => {
		await expect(run('() => { for (;;); }', 'number', 'missing')).rejects.toMatchObject({ code: 'function/too-slow' });
	}, 30_000);
});
