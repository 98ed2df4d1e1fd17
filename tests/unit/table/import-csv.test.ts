import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellAt, toRows } from '$lib/core/table/columns';
import type { ImportReport, ReadOptions } from '$lib/core/table/source';
import { openNodeEngine, type NodeSqlEngine } from '$lib/engines/duckdb-node/engine';

let engine: NodeSqlEngine;
let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'temoto-table-'));
	engine = await openNodeEngine(folder);
});
afterAll(async () => {
	engine.close();
	await rm(folder, { recursive: true, force: true });
});

const read = (content: string | Uint8Array<ArrayBuffer>, options: ReadOptions = {}, name = 'table.csv') =>
	engine.importTable('t', { name, blob: new Blob([content]) }, options);
const rows = async () => toRows(await engine.query('SELECT * FROM t'));

describe('reading delimited text', () => {
	it('tells missing from empty, and keeps every other token a value', async () => {
		const report = await read('a,b,c\n1,,x\n2,"",?\n3,NA,\n');
		expect(report.schema.map(({ type }) => type)).toEqual(['BIGINT', 'VARCHAR', 'VARCHAR']);
		expect(await rows()).toEqual([
			{ a: 1, b: null, c: 'x' },
			{ a: 2, b: '', c: '?' },
			{ a: 3, b: 'NA', c: null }
		]);
		const nulls = await read('a,b\n1,NA\n2,5\n', { nulls: ['NA', '?'] });
		expect(nulls.schema[1]?.type).toBe('BIGINT');
	});

	it('types a column by all of its values, not by the first ones', async () => {
		const lines = Array.from(
			{ length: 5000 },
			(_, i) => `${i},${i},0${i % 10},${i % 2 ? 'true' : 'FALSE'},2020-01-0${1 + (i % 9)}`
		);
		lines.push('5000,1.5,05,true,2020-01-01 10:00:00');
		const report = await read(`i,d,code,b,t\n${lines.join('\n')}\n`);
		expect(report.schema.map(({ type }) => type)).toEqual(['BIGINT', 'DOUBLE', 'VARCHAR', 'BOOLEAN', 'TIMESTAMP']);
		expect(report.rows).toBe(5001);
	});

	it('types a column whose first thousands of values are missing', async () => {
		const lines = Array.from({ length: 6000 }, (_, i) => (i < 4000 ? `${i},,,` : `${i},${i}.5,true,`));
		const report = await read(`i,late,flag,never\n${lines.join('\n')}\n`);
		expect(report.schema.map(({ type }) => type)).toEqual(['BIGINT', 'DOUBLE', 'BOOLEAN', 'VARCHAR']);
	});

	it('keeps rows that do not fit in the rejects, with line and reason', async () => {
		const report = await read('a,b,c\n1,2,3\n4,5\n6,7,8\n9,10,11,12\n');
		expect(report.rows).toBe(2);
		expect(report.rejected).toBe(2);
		expect(report.rejectedSample.map(({ line, text }) => [line, text])).toEqual([
			[3, '4,5'],
			[5, '9,10,11,12']
		]);
		expect(report.rejectedSample[0]?.reason).toMatch(/Found: 2/);
	});

	it('rejects what is not of a type that was asked for', async () => {
		const report = await read('a,b\n1,2\nx,3\n4,5\n', { types: { a: 'BIGINT' } });
		expect(report.rows).toBe(2);
		expect(report.rejectedSample[0]).toMatchObject({ line: 3, column: 'a', text: 'x,3' });
	});

	const lines = ({ rejectedSample }: ImportReport) =>
		rejectedSample.map(({ line, column, text }) => [line, column, text]);

	it.each(['\n', '\r\n'])('counts the lines of the file, not its records, with %j', async (end) => {
		const text = 'a,b\n1,"one\ntwo\n\nthree"\n2\n\nx,"say ""é"""\n3,y\n4,5,6\n'.replaceAll('\n', end);
		const report = await read(`\uFEFF${text}`, { types: { a: 'BIGINT' } });
		expect(lines(report)).toEqual([
			[6, 'b', '2'],
			[8, 'a', 'x,"say ""é"""'],
			[10, null, '4,5,6']
		]);
		expect(await rows()).toHaveLength(2);
	});

	it('counts from the first line where no line names the columns', async () => {
		const report = await read('1,2\nx,y\n3,4\n5\n', { header: false, types: { column1: 'BIGINT', column2: 'BIGINT' } });
		expect(lines(report)).toEqual([
			[2, 'column1', 'x,y'],
			[4, 'column2', '5']
		]);
	});

	it('keeps what an open quote swallowed, and says how many lines it took', async () => {
		const report = await read('a,b\n1,2\n3,"4\n5,6\n7,8\n');
		expect(report.rows).toBe(1);
		expect(report.rejectedSample).toEqual([
			{ line: 3, column: null, reason: expect.stringContaining('3 lines'), text: '3,"4\n5,6\n7,8\n' }
		]);
	});

	it('gives every column a name of its own', async () => {
		const report = await read('a,A,,"q""x",😀 mood\n1,2,3,4,5\n');
		expect(report.schema.map(({ name }) => name)).toEqual(['a', 'A_2', 'column3', 'q"x', '😀 mood']);
		expect(report.renamed).toEqual([
			{ from: 'A', to: 'A_2' },
			{ from: '', to: 'column3' }
		]);
	});

	it.each([
		['utf-16le', [0xff, 0xfe]],
		['utf-16be', [0xfe, 0xff]]
	])('reads %s by its byte order mark', async (encoding, mark) => {
		const text = 'nom;ville\nZoë;Orléans\n';
		const bytes = new Uint8Array(2 + text.length * 2);
		bytes.set(mark);
		const view = new DataView(bytes.buffer);
		[...text].forEach((character, i) => view.setUint16(2 + i * 2, character.charCodeAt(0), encoding === 'utf-16le'));
		const report = await read(bytes);
		expect(report.used).toMatchObject({ encoding, delimiter: ';' });
		expect(await rows()).toEqual([{ nom: 'Zoë', ville: 'Orléans' }]);
	});

	it('reads Latin-1 and Shift_JIS without being told', async () => {
		const latin = Uint8Array.from('name,city\nJosé,Málaga\n', (character) => character.charCodeAt(0));
		expect((await read(latin)).used.encoding).toBe('windows-1252');
		expect(await rows()).toEqual([{ name: 'José', city: 'Málaga' }]);
		// 名前,都市 / 田中,東京 in Shift_JIS
		const japanese = Uint8Array.from([
			0x96, 0xbc, 0x91, 0x4f, 0x2c, 0x93, 0x73, 0x8e, 0x73, 0x0a, 0x93, 0x63, 0x92, 0x86, 0x2c, 0x93, 0x8c, 0x8b, 0x9e,
			0x0a
		]);
		expect((await read(japanese)).used.encoding).toBe('shift_jis');
		expect(await rows()).toEqual([{ 名前: '田中', 都市: '東京' }]);
	});

	it.each([
		['', 'table/empty'],
		['\n\n', 'table/empty'],
		['a,b,c\n', 'table/header-only'],
		['\0\u0001\u0002\u0003\0\0\u0004binary', 'table/unreadable']
	])('refuses %j with %s', async (content, code) => {
		await expect(read(content)).rejects.toMatchObject({ code });
	});

	it('reads ten thousand columns, and says the limit beyond', async () => {
		const wide = (n: number) =>
			`${Array.from({ length: n }, (_, i) => `c${i}`).join(',')}\n${Array.from({ length: n }, (_, i) => i).join(',')}\n`;
		expect((await read(wide(10_000))).schema).toHaveLength(10_000);
		await expect(read(wide(20_000))).rejects.toMatchObject({ code: 'table/too-wide', details: { columns: 20_000 } });
	}, 60_000);

	it.each([40, 200])(
		'keeps a line of %i MB in the rejects and the rows around it',
		async (megabytes) => {
			const long = Array.from({ length: megabytes }, () => 'x'.repeat(1_000_000));
			const blob = new Blob(['a,b\n1,2\n', ...long, ',9\n3,4\n']);
			const report = await engine.importTable('t', { name: 'long.csv', blob }, {});
			expect(await rows()).toEqual([
				{ a: 1, b: 2 },
				{ a: 3, b: 4 }
			]);
			expect(report.rejected).toBe(1);
			expect(report.rejectedSample[0]?.line).toBe(3);
		},
		60_000
	);
});

const messy = path.resolve('../shared/data/messy');
describe.runIf(existsSync(messy))('files from the world', () => {
	const cases = existsSync(messy)
		? readdirSync(messy).filter((name) => name.startsWith('spectrum_') && name.endsWith('.csv'))
		: [];
	it.each(cases)('%s', async (name) => {
		// the shared copies have plain line feeds where some answers still say \\r\\n
		const answer = readFileSync(path.join(messy, name.replace('.csv', '.json')), 'utf8').replaceAll('\\r\\n', '\\n');
		const expected: unknown = JSON.parse(answer);
		const report = await engine.importTable('t', { name, path: path.join(messy, name) }, {});
		const got = await engine.query(
			`SELECT ${report.schema.map(({ name: column }) => `CAST("${column.replaceAll('"', '""')}" AS VARCHAR) AS "${column.replaceAll('"', '""')}"`).join(', ')} FROM t`
		);
		const table = Array.from({ length: got.rows }, (_, row) =>
			Object.fromEntries(got.columns.map((column) => [column.name, cellAt(column.vector, row) ?? '']))
		);
		expect(table).toEqual(expected);
	});
});
