import { gzipSync, strToU8, zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { toRows } from '$lib/core/table/columns';
import { importFiles } from '$lib/core/table/import-files';
import { connectWorker } from '$lib/rpc/connect-worker';
import type { DataApi } from '$workers/data.worker';

const connection = connectWorker<DataApi>(
	'data',
	() => new Worker(new URL('../../workers/data.worker.ts', import.meta.url), { type: 'module', name: 'data' })
);
const data = connection.api;
afterAll(() => connection.restart());

const file = (name: string, bytes: Uint8Array | string) => ({
	name,
	blob: new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)])
});
const rows = async (table = 't') => toRows(await data.query(`SELECT * FROM "${table}"`));
const csv = 'city,people\nKyoto,1464\nOsaka,2691\n';
const table = [
	{ city: 'Kyoto', people: 1464 },
	{ city: 'Osaka', people: 2691 }
];

describe('the data worker', () => {
	it('unpacks gzip with one member or many, and zip, within bounds', async () => {
		const [head = '', kyoto = '', osaka = ''] = csv.split(/(?<=\n)/);
		const members = await new Blob([head, kyoto, osaka].map((text) => new Uint8Array(gzipSync(strToU8(text))))).bytes();
		for (const [name, bytes] of [
			['one.csv.gz', gzipSync(strToU8(csv))],
			['many.csv.gz', members],
			['a.zip', zipSync({ 'cities.csv': strToU8(csv) })]
		] as const) {
			await data.importTable('t', file(name, bytes), {});
			expect([name, await rows()]).toEqual([name, table]);
		}
		const bomb = zipSync({ 'bomb.csv': new Uint8Array(100_000_000).fill(48) });
		await expect(data.importTable('b', file('x.zip', bomb), {})).rejects.toMatchObject({
			code: 'archive/too-large',
			details: { file: 'x.zip#bomb.csv' }
		});
		const cut = gzipSync(strToU8(csv)).slice(0, -3);
		await expect(data.importTable('b', file('cut.csv.gz', cut), {})).rejects.toMatchObject({ code: 'archive/invalid' });
	});

	it('reads files as one table, fixed widths, a sample, and says what is cut short', async () => {
		const parts = ['a', 'b'].map((name) => ({
			file: file(`${name}.csv`, name === 'a' ? csv : 'people,city\nmany,Nara\n'),
			options: {},
			label: `${name}.csv`
		}));
		const joined = await importFiles(data, 'm', parts, undefined);
		expect(joined.joined).toEqual({
			files: 2,
			widened: [{ column: 'people', types: ['BIGINT', 'VARCHAR'], to: 'VARCHAR' }]
		});
		expect((await rows('m'))[2]).toEqual({ city: 'Nara', people: 'many', source_file: 'b.csv' });
		const text = 'town  sold\nKyoto    1\nOsaka    2\n';
		await data.importTable('f', file('t.fwf', text), { sample: { method: 'random', rows: 1, seed: 1 } });
		expect(await rows('f')).toHaveLength(1);
		const arrow = await data.exportTable('SELECT i, CAST(i AS VARCHAR) AS t FROM range(9000) r(i)', 'arrow');
		expect((await data.importTable('w', file('w.arrow', arrow.slice()), {})).rows).toBe(9000);
		for (const format of ['arrow', 'parquet'] as const) {
			const bytes = await data.exportTable('SELECT i, CAST(i AS VARCHAR) AS t FROM range(9000) r(i)', format);
			await expect(
				data.importTable('c', file(`c.${format}`, bytes.slice(0, bytes.length * 0.7)), {})
			).rejects.toMatchObject({ code: 'table/unreadable', details: { file: `c.${format}` } });
		}
	});

	it('reads JSON by parts, and keeps its bad rows', async () => {
		const lines = Array.from({ length: 60_000 }, (_, i) => JSON.stringify({ i, x: i < 55_000 ? i : 'late' }));
		const report = await data.importTable('j', file('j.ndjson', [...lines, '{"i": '].join('\n')), {});
		expect(report.schema.map(({ type }) => type)).toEqual(['BIGINT', 'VARCHAR']);
		expect([report.rows, report.rejected, report.rejectedSample[0]?.line]).toEqual([60_000, 1, 60_001]);
	});

	it('reads an SQLite database', async () => {
		const { default: initSqlJs } = await import('sql.js');
		const { default: wasm } = await import('sql.js/dist/sql-wasm-browser.wasm?url');
		const { Database } = await initSqlJs({ locateFile: () => wasm });
		const made = new Database(new Uint8Array());
		made.exec('CREATE TABLE films (title TEXT, year INTEGER)');
		made.exec("INSERT INTO films VALUES ('1776', 1972)");
		const bytes = made.export();
		await data.importTable('s', file('films.db', bytes), {});
		expect(await rows('s')).toEqual([{ title: '1776', year: 1972 }]);
		expect(await data.listParts(file('films.db', bytes))).toMatchObject({
			kind: 'database',
			parts: [{ name: 'films' }]
		});
	});

	it('writes a workbook and a list of JSON', async () => {
		const select = "SELECT 1 AS n, DATE '2020-02-29' AS d, 'a' AS t";
		await data.importTable('x', file('x.xlsx', await data.exportTable(select, 'xlsx')), {});
		expect(await rows('x')).toEqual([{ n: 1, d: Date.UTC(2020, 1, 29), t: 'a' }]);
		const json = new TextDecoder().decode(await data.exportTable(select, 'json'));
		expect(JSON.parse(json)).toEqual([{ n: 1, d: '2020-02-29', t: 'a' }]);
	});
});
