import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toRows } from '$lib/core/table/columns';
import { csvLine, guessWidths } from '$lib/core/table/fixed-width';
import type { ReadOptions } from '$lib/core/table/source';
import { openNodeEngine, type NodeSqlEngine } from '$lib/engines/duckdb-node/engine';
import { fileFormats } from '../../../src/cli/file-formats';
import { bytesOf } from '../../fixtures/zip';

let engine: NodeSqlEngine;
let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'temoto-readers-'));
	engine = await openNodeEngine(folder, { formats: fileFormats });
});
afterAll(async () => {
	engine.close();
	await rm(folder, { recursive: true, force: true });
});

const read = (name: string, bytes: Uint8Array | string, options: ReadOptions = {}) =>
	engine.importTable(
		't',
		{ name, blob: new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)]) },
		options
	);
const rows = async () => toRows(await engine.query('SELECT * FROM t'));

describe('fixed-width text', () => {
	const text = [
		'Name         City        Born  Score',
		'Ada Lovelace London      1815   12.5',
		'Grace Hopper New York    1906       ',
		'',
		'"Q" Ünal     İzmir, TR   1990    3.0'
	].join('\r\n');

	it('finds its columns by the white space all lines share, and reads cells trimmed', async () => {
		const report = await read('people.fwf', text);
		expect(report.used).toEqual({ format: 'fwf', encoding: 'utf-8', header: true, widths: [13, 12, 6, 5] });
		expect(await rows()).toEqual([
			{ Name: 'Ada Lovelace', City: 'London', Born: 1815, Score: 12.5 },
			{ Name: 'Grace Hopper', City: 'New York', Born: 1906, Score: null },
			{ Name: '"Q" Ünal', City: 'İzmir, TR', Born: 1990, Score: 3 }
		]);
	});

	it('takes widths against the guess, no header, and other encodings', async () => {
		const utf16 = new Uint8Array(Buffer.from('\uFEFF東京   13960000\n大阪    8838000\n', 'utf16le'));
		await read('towns.txt', utf16, { format: 'fwf', widths: [4, 9], header: false });
		expect(await rows()).toEqual([
			{ column1: '東京', column2: 13960000 },
			{ column1: '大阪', column2: 8838000 }
		]);
		await expect(read('towns.fwf', 'a b\n1 2\n', { widths: [0, 2] })).rejects.toMatchObject({
			code: 'usage/bad-option',
			details: { option: 'widths', value: '0,2' }
		});
	});

	it('cuts a line wherever a chunk of it ends', () => {
		expect(csvLine('ab  c', [3, 2])).toBe('"ab","c"');
		expect(csvLine('say "hi" 1', [9, 1])).toBe('"say ""hi""","1"');
		expect(csvLine('a', [2, 3, 4])).toBe('"a",,');
		expect(guessWidths('one\ntwo\n')).toEqual([3]);
	});

	it('tells the true line of a value of the wrong type', async () => {
		const report = await read('t.fwf', 'k  n\na  1\n\nb  x\nc  3\n', { widths: [3, 2], types: { n: 'BIGINT' } });
		expect(report.rejectedSample).toMatchObject([{ line: 4, column: 'n' }]);
		expect(await rows()).toEqual([
			{ k: 'a', n: 1 },
			{ k: 'c', n: 3 }
		]);
	});
});

/** A database made by Python's sqlite3; `after` runs with the connection `made` still open. */
const database = (statements: string, after = 'made.close()') =>
	bytesOf(`
import os, sqlite3, sys, tempfile
place = os.path.join(tempfile.mkdtemp(), 'a.db')
made = sqlite3.connect(place)
${statements}
made.commit()
${after}
sys.stdout.buffer.write(open(place, 'rb').read())`);

describe('SQLite', () => {
	it('gives a column the type its values share, whatever was declared', async () => {
		const bytes = database(`
made.execute('CREATE TABLE t (i INTEGER, r REAL, big INTEGER, mixed, day DATE, at DATETIME, ok BOOLEAN, raw BLOB, none TEXT, i2 INTEGER)')
made.execute("INSERT INTO t VALUES (1, 2, 9007199254740993, 1, '2020-02-29', '2020-02-29 12:30:00', 1, x'00ff', NULL, 1)")
made.execute("INSERT INTO t VALUES (-7, 0.5, 2, 'two', '1969-07-20', NULL, 0, NULL, NULL, 0.5)")`);
		const report = await read('t.db', bytes);
		expect(report.used).toEqual({ format: 'sqlite', part: 't' });
		expect(report.schema.map(({ type }) => type)).toEqual(
			'BIGINT DOUBLE VARCHAR VARCHAR DATE TIMESTAMP BOOLEAN VARCHAR VARCHAR DOUBLE'.split(' ')
		);
		const common = { none: null };
		expect(await rows()).toEqual([
			{
				...common,
				i: 1,
				r: 2,
				big: '9007199254740993',
				mixed: '1',
				day: Date.UTC(2020, 1, 29),
				at: Date.UTC(2020, 1, 29, 12, 30),
				ok: 1,
				raw: '00ff',
				i2: 1
			},
			{
				...common,
				i: -7,
				r: 0.5,
				big: '2',
				mixed: 'two',
				day: Date.UTC(1969, 6, 20),
				at: null,
				ok: 0,
				raw: null,
				i2: 0.5
			}
		]);
	});

	it('lists tables and views, not its own, and opens a database that keeps a log beside it', async () => {
		const bytes = database(
			`
made.execute('PRAGMA journal_mode = wal')
made.execute('CREATE TABLE b (x INTEGER PRIMARY KEY AUTOINCREMENT, y TEXT)')
made.execute("INSERT INTO b (y) VALUES ('q')")
made.execute('CREATE VIEW a AS SELECT y FROM b')`,
			"made.execute('PRAGMA wal_checkpoint(TRUNCATE)')"
		);
		expect([bytes[18], bytes[19]]).toEqual([2, 2]);
		const file = { name: 'w.sqlite', blob: new Blob([bytes]) };
		expect(await engine.listParts(file)).toEqual({
			kind: 'database',
			parts: [
				{ name: 'b', sizeBytes: null },
				{ name: 'a', sizeBytes: null }
			]
		});
		await read('w.sqlite', bytes, { part: 'a' });
		expect(await rows()).toEqual([{ y: 'q' }]);
		await expect(read('w.sqlite', bytes)).rejects.toMatchObject({ code: 'table/part-missing' });
		await expect(read('e.db', database('made.execute("CREATE TABLE e (x)")'))).rejects.toMatchObject({
			code: 'table/header-only'
		});
	});
});

describe('JSON by parts', () => {
	it('widens columns as they come, and keeps what is mixed as the file has it', async () => {
		const lines = Array.from({ length: 120_000 }, (_, i) => {
			const late = i >= 100_000;
			return JSON.stringify({
				i,
				...(i % 2 === 0 && { half: late ? i + 0.5 : i }),
				mixed: late ? 'n/a' : i === 0 ? 2.0 : i + 0.25,
				...(late && { late: i % 3 === 0 })
			});
		});
		for (const [name, text] of [
			['t.ndjson', lines.join('\n')],
			['t.json', `[${lines.join(',\n')}]`]
		] as const) {
			const report = await read(name, text);
			expect(report.rows).toBe(120_000);
			expect(report.schema.map((field) => [field.name, field.type])).toEqual([
				['i', 'BIGINT'],
				['half', 'DOUBLE'],
				['mixed', 'VARCHAR'],
				['late', 'BOOLEAN']
			]);
			const [sums] = toRows(
				await engine.query(
					"SELECT sum(i) AS i, sum(half) AS half, count(half) AS halves, count(late) AS late, count(*) FILTER (mixed = 'n/a') AS na, min(mixed) FILTER (i = 0) AS first FROM t"
				)
			);
			const places = lines.map((_, i) => i);
			expect(sums).toEqual({
				i: places.reduce((sum, i) => sum + i, 0),
				half: places.reduce((sum, i) => sum + (i % 2 ? 0 : i >= 100_000 ? i + 0.5 : i), 0),
				halves: 60_000,
				late: 20_000,
				na: 20_000,
				first: '2'
			});
		}
	});

	it('takes one object a line for that in a .json, a list in a .ndjson, and an object alone for one row', async () => {
		expect((await read('t.json', '{"a": 1}\n{"a": 2}\n')).used.format).toBe('ndjson');
		expect((await read('t.ndjson', '[{"a": 1}, {"a": "x, ] \\" {"}]')).used.format).toBe('json');
		expect(await rows()).toEqual([{ a: '1' }, { a: 'x, ] " {' }]);
		await read('t.json', '{\n"a": 1,\n"b": [1, 2]\n}');
		expect(await rows()).toEqual([{ a: 1, b: '[1,2]' }]);
		await expect(read('t.json', '[]')).rejects.toMatchObject({ code: 'table/empty' });
	});

	it('reads 700 MB of NDJSON, more than a text can hold, within 400 MB of memory', async () => {
		const place = path.join(folder, 'large.ndjson');
		const line = (i: number) => `{"i":${i},"text":"${'x'.repeat(1000)}${i % 10}"}\n`;
		const out = createWriteStream(place);
		for (let part = 0; part < 700; part++) {
			const text = Array.from({ length: 1000 }, (_, i) => line(part * 1000 + i)).join('');
			if (!out.write(text)) await new Promise<void>((resolve) => out.once('drain', () => resolve()));
		}
		await new Promise<void>((resolve) => {
			out.end(() => resolve());
		});
		let most = 0;
		const before = process.memoryUsage().heapUsed;
		const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().heapUsed - before)), 20);
		const report = await engine.importTable('t', { name: 'large.ndjson', path: place }, {});
		clearInterval(timer);
		await writeFile(place, '');
		expect(report.rows).toBe(700_000);
		expect(most / 1e6).toBeLessThan(400);
	}, 120_000);
});
