import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toRows } from '$lib/core/table/columns';
import type { ReadOptions } from '$lib/core/table/source';
import { openNodeEngine, type NodeSqlEngine } from '$lib/engines/duckdb-node/engine';
import { fileFormats } from '../../../src/cli/file-formats';
import { workbook, type WorkbookCell } from '../../fixtures/workbook';

let engine: NodeSqlEngine;
let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'temoto-excel-'));
	engine = await openNodeEngine(folder, { formats: fileFormats });
});
afterAll(async () => {
	engine.close();
	await rm(folder, { recursive: true, force: true });
});

const read = (content: Uint8Array<ArrayBuffer>, options: ReadOptions = {}, name = 'book.xlsx') =>
	engine.importTable('t', { name, blob: new Blob([content]) }, options);
const rows = async () => toRows(await engine.query('SELECT * FROM t'));
const sheet = (...cells: WorkbookCell[][]) => workbook([{ name: 'First', rows: cells }]);

/** Days from Excel's day 0 (1899-12-30) to a time. */
const day = (iso: string) => ({ date: (Date.parse(iso) - Date.parse('1899-12-30T00:00:00Z')) / 86_400_000 });

describe('reading workbooks', () => {
	it('keeps numbers numbers, makes dates timestamps, and guesses kinds', async () => {
		const noon = '2020-02-29T12:00:00Z';
		const report = await read(
			sheet(
				['id', 'x', 'when', 'ok', 'code', 'word & <mark>'],
				[1, 0.1, day(noon), true, '007', ' Zoë '],
				[2, null, day('1969-07-20T00:00:00Z'), false, '12', ''],
				[3, -1e-9, null, null, '1.50', '赤']
			)
		);
		expect(report.schema).toEqual([
			{ name: 'id', type: 'BIGINT', kind: 'numeric' },
			{ name: 'x', type: 'DOUBLE', kind: 'numeric' },
			{ name: 'when', type: 'TIMESTAMP', kind: 'datetime' },
			{ name: 'ok', type: 'BOOLEAN', kind: 'boolean' },
			{ name: 'code', type: 'VARCHAR', kind: 'categorical' },
			{ name: 'word & <mark>', type: 'VARCHAR', kind: 'categorical' }
		]);
		expect(report).toMatchObject({ rows: 3, rejected: 0, used: { format: 'xlsx' }, renamed: [] });
		expect(await rows()).toEqual([
			{ id: 1, x: 0.1, when: Date.parse(noon), ok: 1, code: '007', 'word & <mark>': ' Zoë ' },
			{ id: 2, x: null, when: Date.parse('1969-07-20'), ok: 0, code: '12', 'word & <mark>': null },
			{ id: 3, x: -1e-9, when: null, ok: null, code: '1.50', 'word & <mark>': '赤' }
		]);
	});

	it('reads every hour of a year to the second', async () => {
		const start = Date.UTC(2019, 11, 31);
		const times = Array.from({ length: 8760 }, (_, hour) => start + hour * 3_600_000);
		await read(sheet(['t'], ...times.map((time) => [day(new Date(time).toISOString())])));
		expect((await rows()).map(({ t }) => t)).toEqual(times);
		await read(sheet(['t'], [day('1969-12-31T23:00:00Z')], [day('1931-03-05T07:00:00Z')]));
		expect((await rows()).map(({ t }) => t)).toEqual([-3_600_000, Date.UTC(1931, 2, 5, 7)]);
	});

	it('reads what is no number as text, errors as missing, and leaves empty rows out', async () => {
		const report = await read(
			sheet([], [null, 'a', 'A', 5], [], [null, 1, { error: '#DIV/0!' }], [null, 'n/a', 2.5, 'x'], [null, true, 3])
		);
		expect(report.schema.map(({ name, type }) => [name, type])).toEqual([
			['column1', 'VARCHAR'],
			['a', 'VARCHAR'],
			['A_2', 'DOUBLE'],
			['5', 'VARCHAR']
		]);
		expect(report.renamed).toEqual([
			{ from: '', to: 'column1' },
			{ from: 'A', to: 'A_2' }
		]);
		expect(await rows()).toEqual([
			{ column1: null, a: '1', A_2: null, '5': null },
			{ column1: null, a: 'n/a', A_2: 2.5, '5': 'x' },
			{ column1: null, a: 'true', A_2: 3, '5': null }
		]);
	});

	it('takes tokens that mean missing, types against the guess, and no header', async () => {
		const content = sheet([1, '2020-01-31'], ['?', '2020-02-01']);
		const options = { header: false, nulls: ['?'], types: { column2: 'date' } };
		expect((await read(content, options)).schema.map(({ type }) => type)).toEqual(['BIGINT', 'DATE']);
		await expect(read(content, { types: { '1': 'FOO' } })).rejects.toMatchObject({ code: 'usage/bad-option' });
		await expect(read(content, { types: { z: 'DATE' } })).rejects.toMatchObject({ code: 'table/column-missing' });
	});

	it('reads the first sheet, or one by name or number', async () => {
		const content = workbook([
			{ name: 'Prices', rows: [['p'], [1]] },
			{ name: '1', rows: [['q'], [2]] },
			{ name: 'Costs & more', rows: [['r'], [3]] }
		]);
		const name = async (options: ReadOptions) => (await read(content, options)).schema[0]?.name;
		expect(await name({})).toBe('p');
		expect(await name({ sheet: 'Costs & more' })).toBe('r');
		expect(await name({ sheet: '1' })).toBe('q');
		expect(await name({ sheet: '3' })).toBe('r');
		await expect(name({ sheet: 'none' })).rejects.toMatchObject({
			code: 'usage/bad-option',
			details: { option: 'sheet', value: 'none', allowed: 'one of Prices, 1, Costs & more' }
		});
	});

	it('knows a workbook by its first bytes', async () => {
		expect((await read(sheet(['a'], [1]), {}, 'table')).used.format).toBe('xlsx');
	});

	it('reads a hundred thousand rows', async () => {
		const many = Array.from({ length: 100_000 }, (_, row) => [row, row % 7 === 0 ? null : row / 8, `w${row % 50}`]);
		expect((await read(sheet(['n', 'x', 'w'], ...many))).rows).toBe(100_000);
		const [sums] = toRows(await engine.query('SELECT sum(n) AS n, count(x) AS x, count(DISTINCT w) AS w FROM t'));
		expect(sums).toEqual({ n: 4_999_950_000, x: 100_000 - 14_286, w: 50 });
	});

	it.each([
		['table/empty', sheet()],
		['table/header-only', sheet(['a', 'b'])],
		['table/unreadable', sheet(['a'], [1]).slice(0, 300)],
		['table/unreadable', zipSync({ 'a.txt': strToU8('no workbook') }).slice()]
	])('refuses with %s what holds no table', async (code, content) => {
		await expect(read(content)).rejects.toMatchObject({ code });
	});
});
