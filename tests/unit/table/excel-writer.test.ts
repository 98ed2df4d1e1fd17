import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { numberVector, textVector, toRows } from '$lib/core/table/columns';
import { openNodeEngine, type NodeSqlEngine } from '$lib/engines/duckdb-node/engine';
import { writeExcelSheet } from '$lib/engines/excel/writer';
import { fileFormats } from '../../../src/cli/file-formats';
import { bytesOf } from '../../fixtures/zip';

let engine: NodeSqlEngine;
let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'temoto-xlsx-'));
	engine = await openNodeEngine(folder, { formats: fileFormats });
});
afterAll(async () => {
	engine.close();
	await rm(folder, { recursive: true, force: true });
});

const select = `SELECT * FROM (VALUES
	(1::BIGINT, 0.1::DOUBLE, true, DATE '2020-02-29', TIMESTAMP '2021-03-04 05:06:07', ' Zoë <&> "x" ', '007'),
	(-5, 1e300, false, DATE '1900-03-01', TIMESTAMP '1999-12-31 23:59:59', 'two' || chr(10) || 'lines', '_x0041_'),
	(NULL, NULL, NULL, NULL, NULL, NULL, 'a' || chr(7) || 'b')
) v(n, x, ok, day, moment, text, code)`;

it('writes numbers, dates, booleans and text that come back as they were', async () => {
	const bytes = await engine.exportTable(select, 'xlsx');
	const report = await engine.importTable('t', { name: 't.xlsx', blob: new Blob([new Uint8Array(bytes)]) }, {});
	expect(report.schema.map(({ name, type }) => [name, type])).toEqual([
		['n', 'BIGINT'],
		['x', 'DOUBLE'],
		['ok', 'BOOLEAN'],
		['day', 'TIMESTAMP'],
		['moment', 'TIMESTAMP'],
		['text', 'VARCHAR'],
		['code', 'VARCHAR']
	]);
	const time = Date.parse;
	expect(toRows(await engine.query('SELECT * EXCLUDE (code) FROM t'))).toEqual([
		{ n: 1, x: 0.1, ok: 1, day: time('2020-02-29'), moment: time('2021-03-04T05:06:07Z'), text: ' Zoë <&> "x" ' },
		{ n: -5, x: 1e300, ok: 0, day: time('1900-03-01'), moment: time('1999-12-31T23:59:59Z'), text: 'two\nlines' },
		{ n: null, x: null, ok: null, day: null, moment: null, text: null }
	]);
});

it('writes what is well formed XML in a sound zip, by the reading of Python', async () => {
	const bytes = await engine.exportTable(select, 'xlsx');
	const program = `
import base64, io, json, sys, zipfile, xml.etree.ElementTree as tree
book = zipfile.ZipFile(io.BytesIO(base64.b64decode(sys.stdin.read())))
assert book.testzip() is None
for name in book.namelist(): tree.fromstring(book.read(name))
main = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
rows = tree.fromstring(book.read('xl/worksheets/sheet1.xml')).iter(main + 'row')
json.dump([[''.join(cell.itertext()) for cell in row] for row in rows], sys.stdout)`;
	const rows = JSON.parse(new TextDecoder().decode(bytesOf(program, Buffer.from(bytes).toString('base64'))));
	// days from 1899-12-30: 2020-02-29 is 43890, 1900-03-01 is 61
	expect(rows[1]).toEqual([
		'1',
		'0.1',
		'1',
		'43890',
		String(44259 + (5 * 3600 + 6 * 60 + 7) / 86400),
		' Zoë <&> "x" ',
		'007'
	]);
	expect(rows[2][3]).toBe('61');
	expect(rows[2][6]).toBe('_x005F_x0041_');
	expect(rows[3]).toEqual(['a_x0007_b']);
});

it('keeps as text what a sheet would round or cannot say', () => {
	const columns = [
		{ name: 'big', type: 'BIGINT', vector: numberVector([1234567890123456, 123456789012345]) },
		{ name: 'x', type: 'DOUBLE', vector: numberVector([Infinity, NaN]) },
		{ name: 'old', type: 'DATE', vector: numberVector([Date.UTC(1776, 6, 4), Date.UTC(1900, 2, 1)]) }
	];
	const bytes = writeExcelSheet({ rows: 2, columns });
	expect(bytes).toEqual(writeExcelSheet({ rows: 2, columns }));
	return engine.importTable('k', { name: 'k.xlsx', blob: new Blob([new Uint8Array(bytes)]) }, {}).then(async () => {
		expect(toRows(await engine.query('SELECT * FROM k'))).toEqual([
			{ big: '1234567890123456', x: 'Infinity', old: '1776-07-04' },
			{ big: '123456789012345', x: 'NaN', old: '1900-03-01T00:00:00.000Z' }
		]);
	});
});

it.each([
	['rows', 1_048_577, () => ({ rows: 1_048_576, columns: [] })],
	[
		'columns',
		16_385,
		() => ({
			rows: 0,
			columns: Array.from({ length: 16_385 }, (_, i) => ({ name: `c${i}`, type: 'DOUBLE', vector: numberVector([]) }))
		})
	],
	[
		'characters',
		32_768,
		() => ({ rows: 1, columns: [{ name: 't', type: 'VARCHAR', vector: textVector(['x'.repeat(32_768)]) }] })
	]
])('refuses %s beyond what a sheet holds', (what, count, columns) => {
	expect(() => writeExcelSheet(columns())).toThrow(
		expect.objectContaining({ code: 'table/sheet-limit', details: expect.objectContaining({ what, count }) })
	);
});
