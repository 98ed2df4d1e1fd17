import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { toRows } from '$lib/core/table/columns';
import type { ReadOptions } from '$lib/core/table/source';
import { openNodeEngine, type NodeSqlEngine } from '$lib/engines/duckdb-node/engine';
import { fileFormats } from '../../../src/cli/file-formats';
import { workbook } from '../../fixtures/workbook';
import { bytesOf } from '../../fixtures/zip';

let engine: NodeSqlEngine;
let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'temoto-bad-'));
	engine = await openNodeEngine(folder, { formats: fileFormats });
});
afterAll(async () => {
	engine.close();
	await rm(folder, { recursive: true, force: true });
});
/** A file that cannot be read leaves neither files nor half a table. */
afterEach(async () => {
	expect(await readdir(folder)).toEqual([]);
	const tables = toRows(await engine.query('SELECT table_name AS name FROM duckdb_tables()'));
	expect(tables.map(({ name }) => String(name)).filter((name) => !/^t(_rejects)?$/.test(name))).toEqual([]);
});

const read = (name: string, bytes: Uint8Array | string, options: ReadOptions = {}) =>
	engine.importTable(
		't',
		{ name, blob: new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)]) },
		options
	);
const rows = async () => toRows(await engine.query('SELECT * FROM t'));
const png = Uint8Array.from(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
const many = "SELECT i AS n, 'text ' || i AS t FROM range(20000) r(i)";
const unreadable = (reason: RegExp | string, file: string) => ({
	code: 'table/unreadable',
	details: expect.objectContaining({
		file,
		reason: typeof reason === 'string' ? reason : expect.stringMatching(reason)
	})
});

describe('what is not what its name says', () => {
	it.each([
		['table.parquet', 'a,b\n1,2\n', /does not begin as Parquet does: it looks like text$/],
		['table.arrow', png, /does not begin as Arrow does: it looks like a PNG picture$/],
		['book.xlsx', png, /does not begin as an Excel workbook does: it looks like a PNG picture$/],
		['book.xlsx', '<!doctype html><p>Sign in</p>', /looks like a web page$/],
		[
			'book.xlsx',
			Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1),
			/an old Excel workbook \(\.xls\) or one with a password/
		],
		['films.db', 'a,b\n1,2\n', /does not begin as an SQLite database does: it looks like text$/],
		['report.csv', '%PDF-1.7\n1 0 obj\n', /^it is a PDF document$/],
		['picture.csv', png, /^it is a PNG picture$/]
	])('%s', async (name, bytes, reason) => {
		await expect(read(name, bytes)).rejects.toMatchObject(unreadable(reason, name));
	});
});

describe('what is cut short', () => {
	it.each(['parquet', 'arrow'] as const)('%s, wherever that is', async (format) => {
		const bytes = await engine.exportTable(many, format);
		for (const share of [0.01, 0.3, 0.6, 0.999]) {
			const cut = bytes.subarray(0, Math.floor(bytes.length * share));
			await expect(read(`cut.${format}`, cut), `${share}`).rejects.toMatchObject({
				code: 'table/unreadable',
				details: expect.objectContaining({ file: `cut.${format}` })
			});
		}
		expect((await read(`whole.${format}`, bytes)).rows).toBe(20_000);
	});

	it('an Arrow file, and what stands in the middle of one', async () => {
		const stream = await engine.exportTable(many, 'arrow');
		const mark = new TextEncoder().encode('ARROW1');
		const file = Buffer.concat([mark, new Uint8Array(2), stream, new Uint8Array(40), mark]);
		expect((await read('t.feather', file)).rows).toBe(20_000);
		await expect(read('t.feather', file.subarray(0, -1))).rejects.toMatchObject(unreadable(/cut short/, 't.feather'));
	});

	it('gz, a workbook and a database', async () => {
		const packed = gzipSync(await engine.exportTable(many, 'csv'));
		await expect(read('t.csv.gz', packed.subarray(0, 2000))).rejects.toMatchObject({ code: 'archive/invalid' });
		const book = workbook([{ name: 'a', rows: [['x'], [1]] }]);
		await expect(read('t.xlsx', book.slice(0, 300))).rejects.toMatchObject({ code: 'table/unreadable' });
		const program = `
import os, sqlite3, sys, tempfile
place = os.path.join(tempfile.mkdtemp(), 'a.db')
made = sqlite3.connect(place)
made.execute('CREATE TABLE t (n INTEGER, text TEXT)')
made.executemany('INSERT INTO t VALUES (?, ?)', ((i, 'x' * 100) for i in range(2000)))
made.commit(); made.close()
sys.stdout.buffer.write(open(place, 'rb').read())`;
		const database = bytesOf(program);
		expect((await read('t.db', database)).rows).toBe(2000);
		for (const end of [100, 5000, database.length - 4096])
			await expect(read('t.db', database.slice(0, end)), `${end}`).rejects.toMatchObject({ code: 'table/unreadable' });
		const wrong = database.slice();
		wrong.fill(0xff, 16, 100);
		await expect(read('t.db', wrong)).rejects.toMatchObject(unreadable(/^SQLite says: /, 't.db'));
	});

	it('JSON, with the line it ends on', async () => {
		await expect(read('t.json', '[{"a": 1},\n{"a": 2},\n{"a"')).rejects.toMatchObject({
			code: 'table/unreadable',
			details: expect.objectContaining({ file: 't.json', line: 3, reason: expect.stringMatching(/cut short/) })
		});
		await expect(read('t.json', '{"a": 1')).rejects.toMatchObject({ code: 'table/unreadable' });
		await expect(read('t.json', '[{"a": 1}] x')).rejects.toMatchObject(unreadable(/text follows the end/, 't.json'));
		await expect(read('t.json', '[{"a": 1},\n{"a": 2 "b"}]')).rejects.toMatchObject({ details: { line: 2 } });
	});
});

describe('rows that are none', () => {
	it('keeps a bad line of NDJSON in the rejects', async () => {
		const report = await read('t.ndjson', '{"a": 1}\n{"a": 2\n\n[3]\n{"a": 4}\n');
		expect(await rows()).toEqual([{ a: 1 }, { a: 4 }]);
		expect(report.rejectedSample.map(({ line, text }) => [line, text])).toEqual([
			[2, '{"a": 2'],
			[4, '[3]']
		]);
		const kept = toRows(await engine.query('SELECT line, reason FROM t_rejects ORDER BY line'));
		expect(kept.map(({ line }) => line)).toEqual([2, 4]);
		expect(kept[1]?.['reason']).toBe('every row must be an object with named values');
	});

	it('keeps what is nested 100 levels deep in the rejects, and 60 levels as text', async () => {
		const nested = (levels: number) => `${'{"x":'.repeat(levels)}1${'}'.repeat(levels)}`;
		const report = await read('t.json', `[{"a": 1}, {"a": ${nested(100)}}, {"a": ${nested(60)}}]`);
		expect(report.rejectedSample).toMatchObject([{ line: 1, reason: 'values are nested deeper than 64 levels' }]);
		expect(await rows()).toEqual([{ a: '1' }, { a: nested(60) }]);
		await expect(read('t.json', nested(100))).rejects.toMatchObject(unreadable(/deeper than 64/, 't.json'));
		await expect(read('t.json', `[${'['.repeat(200_000)}`)).rejects.toMatchObject({ code: 'table/unreadable' });
	});

	it('takes references that go in a circle for the text they are', async () => {
		await read('t.json', '[{"a": {"$ref": "#/0"}, "b": 1}]');
		expect(await rows()).toEqual([{ a: '{"$ref":"#/0"}', b: 1 }]);
	});

	it('keeps the rows of a CSV that change their number of columns half way, with their lines', async () => {
		const lines = ['a,b', ...Array.from({ length: 50 }, (_, i) => (i < 25 ? `${i},x` : `${i},x,more`))];
		const report = await read('t.csv', `${lines.join('\n')}\n`);
		expect([report.rows, report.rejected]).toEqual([25, 25]);
		const kept = toRows(await engine.query('SELECT line, text FROM t_rejects ORDER BY line'));
		expect(kept).toEqual(lines.flatMap((text, i) => (i > 25 ? [{ line: i + 1, text }] : [])));
	});
});

describe('workbooks that are unusual', () => {
	it('reads a merged cell once, a date as a time, and an error as missing', async () => {
		const book = workbook([
			{
				name: 'a',
				rows: [
					['group', 'when', 'share'],
					['north', { date: 43_890 }, { error: '#DIV/0!' }],
					[null, { date: 43_891 }, 0.5]
				]
			}
		]);
		await read('t.xlsx', book);
		expect(await rows()).toEqual([
			{ group: 'north', when: Date.UTC(2020, 1, 29), share: null },
			{ group: null, when: Date.UTC(2020, 2, 1), share: 0.5 }
		]);
	});
});
