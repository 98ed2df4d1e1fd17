import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toRows } from '$lib/core/table/columns';
import type { ReadOptions } from '$lib/core/table/source';
import { openNodeEngine, type NodeSqlEngine } from '$lib/engines/duckdb-node/engine';
import { streamUnpacker } from '$lib/engines/zip/unpacker';
import { fileFormats } from '../../../src/cli/file-formats';
import { workbook } from '../../fixtures/workbook';
import { bytesOf, pythonZip } from '../../fixtures/zip';

let engine: NodeSqlEngine;
let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'temoto-packed-'));
	engine = await openNodeEngine(folder, { formats: fileFormats });
});
afterAll(async () => {
	engine.close();
	await rm(folder, { recursive: true, force: true });
});

const file = (name: string, bytes: Uint8Array | string) => ({
	name,
	blob: new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)])
});
const read = (name: string, bytes: Uint8Array | string, options: ReadOptions = {}) =>
	engine.importTable('t', file(name, bytes), options);
const rows = async () => toRows(await engine.query('SELECT * FROM t'));

const csv = 'city,people\nKyoto,1464\nOsaka,2691\n';
const table = [
	{ city: 'Kyoto', people: 1464 },
	{ city: 'Osaka', people: 2691 }
];

describe('gzip', () => {
	it('reads every format by the ending before .gz, and by its content without one', async () => {
		const select = "SELECT * FROM (VALUES ('Kyoto', 1464::BIGINT), ('Osaka', 2691::BIGINT)) v(city, people)";
		for (const format of ['csv', 'tsv', 'json', 'ndjson', 'parquet', 'arrow'] as const) {
			const report = await read(`cities.${format}.gz`, gzipSync(await engine.exportTable(select, format)));
			expect([format, report.used.format]).toEqual([format, format]);
			expect(await rows()).toEqual(table);
		}
		expect((await read('cities.gz', gzipSync(csv))).used.format).toBe('csv');
		const book = workbook([
			{
				name: 'a',
				rows: [
					['city', 'people'],
					['Kyoto', 1464],
					['Osaka', 2691]
				]
			}
		]);
		expect((await read('book.xlsx.gz', gzipSync(book))).used.format).toBe('xlsx');
		expect(await rows()).toEqual(table);
	});

	it('reads files that were joined, all their members', async () => {
		const members = [gzipSync('city,people\n'), gzipSync('Kyoto,1464\n'), gzipSync('Osaka,2691\n')];
		await read('joined.csv.gz', Buffer.concat(members));
		expect(await rows()).toEqual(table);
	});

	it('says what is cut short or damaged, wherever that is', async () => {
		const packed = gzipSync(Array.from({ length: 5000 }, (_, i) => `${i},${(i * 7919) % 997}`).join('\n'));
		for (const end of [5, 12, 1000, packed.length - 9, packed.length - 8, packed.length - 1])
			await expect(read('cut.csv.gz', packed.subarray(0, end)), `${end}`).rejects.toMatchObject({
				code: 'archive/invalid',
				details: { file: 'cut.csv.gz' }
			});
		const flipped = Buffer.from(packed);
		flipped[1000] = (flipped[1000] ?? 0) ^ 8;
		await expect(read('bad.csv.gz', flipped)).rejects.toMatchObject({ code: 'archive/invalid' });
	});
});

describe('zip', () => {
	it('reads the one table in it, packed or not, and leaves notes and hidden files aside', async () => {
		for (const method of ['stored', 'deflated'] as const) {
			const notes = { 'README.txt': 'about', '__MACOSX/._cities.csv': 'x', 'more/.hidden.csv': 'x' };
			const report = await read('data.zip', pythonZip({ ...notes, 'more/cities.csv': csv }, method));
			expect(report.used).toMatchObject({ format: 'csv', part: 'more/cities.csv' });
			expect(await rows()).toEqual(table);
		}
	});

	it('lists its tables, asks which of several, and reads the one named', async () => {
		const zip = pythonZip({ 'a.csv': 'x\n1\n', 'b.tsv': 'y\tz\n2\t3\n', 'c.png': 'x' });
		expect(await engine.listParts(file('two.zip', zip))).toEqual({
			kind: 'archive',
			parts: [
				{ name: 'a.csv', sizeBytes: 4 },
				{ name: 'b.tsv', sizeBytes: 8 }
			]
		});
		await expect(read('two.zip', zip)).rejects.toMatchObject({
			code: 'table/part-missing',
			details: { file: 'two.zip', part: null, parts: 'a.csv, b.tsv', first: 'a.csv' }
		});
		await expect(read('two.zip', zip, { part: 'd.csv' })).rejects.toMatchObject({ details: { part: 'd.csv' } });
		await read('two.zip', zip, { part: 'b.tsv' });
		expect(await rows()).toEqual([{ y: 2, z: 3 }]);
	});

	it('reads what is packed twice, names in Japanese, and a zip with an entry of 64-bit sizes', async () => {
		const program = `
import gzip, io, sys, zipfile
out = io.BytesIO()
with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as made:
    with made.open('都市.csv.gz', 'w', force_zip64=True) as entry: entry.write(gzip.compress(b'city,people\\nKyoto,1464\\nOsaka,2691\\n'))
sys.stdout.buffer.write(out.getvalue())`;
		const report = await read('z.zip', bytesOf(program));
		expect(report.used.part).toBe('都市.csv.gz');
		expect(await rows()).toEqual(table);
	});

	it('takes a workbook for a workbook', async () => {
		const book = workbook([{ name: 'a', rows: [['x'], [1]] }]);
		expect(await engine.listParts(file('book.xlsx', book))).toMatchObject({ kind: 'file' });
	});

	it('refuses a bomb by its entry, before it is unpacked', async () => {
		const program = `
import io, sys, zipfile
out = io.BytesIO()
with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as made:
    with made.open('bomb.csv', 'w') as entry:
        entry.write(b'a,b\\n')
        for _ in range(100): entry.write(b'0' * 1000000)
sys.stdout.buffer.write(out.getvalue())`;
		const bomb = bytesOf(program);
		expect(bomb.byteLength).toBeLessThan(200_000);
		await expect(read('x.zip', bomb)).rejects.toMatchObject({
			code: 'archive/too-large',
			details: { file: 'x.zip#bomb.csv' }
		});
		const small = streamUnpacker({ mostBytes: 10, mostRatio: 1000, freeBytes: 10 });
		const packed = gzipSync(csv);
		const unpack = async () => new Response(await small.gunzip('s.gz', new Blob([packed]))).text();
		await expect(unpack()).rejects.toMatchObject({
			code: 'archive/too-large',
			details: { file: 's.gz', maxBytes: 10 }
		});
	});

	it('says what is encrypted, cut short, damaged or holds no table', async () => {
		const zip = pythonZip({ 'a.csv': csv.repeat(50) });
		const encrypted = zip.slice();
		for (let i = 0; i + 4 < encrypted.length; i++) {
			// the flag that says so, in the local header and in the directory
			if (encrypted[i] === 0x50 && encrypted[i + 1] === 0x4b && encrypted[i + 2] === 3) encrypted[i + 6] = 1;
			if (encrypted[i] === 0x50 && encrypted[i + 1] === 0x4b && encrypted[i + 2] === 1) encrypted[i + 8] = 1;
		}
		await expect(read('e.zip', encrypted)).rejects.toMatchObject({
			code: 'archive/encrypted',
			details: { file: 'e.zip', entry: 'a.csv' }
		});
		for (const end of [10, 60, zip.length - 30])
			await expect(read('cut.zip', zip.slice(0, end)), `${end}`).rejects.toMatchObject({ code: 'archive/invalid' });
		const flipped = zip.slice();
		flipped[50] = (flipped[50] ?? 0) ^ 255;
		await expect(read('f.zip', flipped)).rejects.toMatchObject({ code: 'archive/invalid' });
		await expect(read('n.zip', pythonZip({}))).rejects.toMatchObject({ code: 'table/empty' });
	});

	it('leaves nothing behind', async () => {
		await read('cities.csv.gz', gzipSync(csv));
		expect(await readdir(folder)).toEqual([]);
	});
});
