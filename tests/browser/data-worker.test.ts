import { afterAll, describe, expect, it } from 'vitest';
import { connectWorker } from '$lib/rpc/connect-worker';
import { cellAt, toRows } from '$lib/core/table/columns';
import { profileTable } from '$lib/workbench/table-profile';
import { mixedTable, mixedTruth } from '../fixtures/mixed-table';
import { jsonFiles, jsonRows, jsonTypes } from '../fixtures/same-json';
import type { DataApi } from '$workers/data.worker';

const connection = connectWorker<DataApi>(
	'data',
	() => new Worker(new URL('../../workers/data.worker.ts', import.meta.url), { type: 'module', name: 'data' })
);
const data = connection.api;
afterAll(() => connection.restart());

const file = (text: string, name = 'a.csv') => ({ name, blob: new Blob([text]) });

describe('the data worker', () => {
	it('imports, queries, and carries a table through its blob store into a fresh engine', async () => {
		const report = await data.importTable('t', file('a,b,d\n1,x,2020-01-02\n2,,2021-03-04\n,"",\n'), {});
		expect(report.schema.map(({ type }) => type)).toEqual(['BIGINT', 'VARCHAR', 'DATE']);
		const expected = [
			{ a: 1, b: 'x', d: Date.UTC(2020, 0, 2) },
			{ a: 2, b: null, d: Date.UTC(2021, 2, 4) },
			{ a: null, b: '', d: null }
		];
		expect(toRows(await data.query('SELECT * FROM t'))).toEqual(expected);
		const hash = await data.put(await data.toArrow('SELECT * FROM t'));
		expect(hash).toMatch(/^[0-9a-f]{64}$/);
		const before = connection.generation;
		connection.restart();
		await data.loadArrow('again', await data.get(hash));
		expect(connection.generation).toBe(before + 1);
		expect(toRows(await data.query('SELECT * FROM again'))).toEqual(expected);
		await data.delete(hash);
		await expect(data.get(hash)).rejects.toMatchObject({ code: 'storage/blob-missing' });
	});

	it('keeps rejects and errors with their codes', async () => {
		const report = await data.importTable('r', file('a,b\n1,2\n3\n4,5\n'), {});
		expect([report.rows, report.rejected]).toEqual([2, 1]);
		await expect(data.importTable('e', file(''), {})).rejects.toMatchObject({ code: 'table/empty' });
		await expect(data.importTable('e', file('a,b\n'), {})).rejects.toMatchObject({ code: 'table/header-only' });
		await expect(data.query('SELECT nothing FROM nowhere')).rejects.toMatchObject({ code: 'sql/failed' });
		await expect(data.query("SELECT * FROM read_parquet('x.parquet')")).rejects.toMatchObject({ name: 'AppError' });
		expect(toRows(await data.query('SELECT 1 AS one'))).toEqual([{ one: 1 }]);
	});

	it('measures wide tables as the other engine does', async () => {
		for (const copies of [1, 45]) {
			const { create, schema } = mixedTable('m', copies);
			await data.execute(create);
			const { columns } = await profileTable({ sql: data }, 'm', schema, { exact: true });
			columns.forEach((column, i) => {
				const truth = mixedTruth[i % mixedTruth.length];
				expect(column).toMatchObject({ ...truth?.profile });
				expect(column.histogram.flatMap(({ count }, bin) => (count > 0 ? [[bin, count]] : []))).toEqual(truth?.filled);
			});
		}
	});

	it.each(jsonFiles)('reads $name by the types of JSON itself', async ({ name, text }) => {
		const report = await data.importTable('same', file(`\uFEFF${text}`, name), {});
		expect(report.schema.map((field) => [field.name, field.type])).toEqual(jsonTypes);
		const got = await data.query('SELECT CAST(COLUMNS(*) AS VARCHAR) FROM same');
		expect([0, 1].map((row) => got.columns.map(({ vector }) => cellAt(vector, row)))).toEqual(jsonRows);
	});

	it('tells true lines, and renames columns that no record can hold', async () => {
		const text = '__proto__,b\n1,"x\ny"\nz,2\n3\n4,"5\n6\n';
		const report = await data.importTable('l', file(text), { types: { __proto___2: 'BIGINT' } });
		expect(report.renamed).toEqual([{ from: '__proto__', to: '__proto___2' }]);
		expect(report.rejectedSample.map(({ line, text }) => [line, text])).toEqual([
			[4, 'z,2'],
			[5, '3'],
			[6, '4,"5\n6\n']
		]);
		const parquet = await data.exportTable('SELECT 1 AS "constructor"', 'parquet');
		const again = await data.importTable('c', { name: 'c.parquet', blob: new Blob([new Uint8Array(parquet)]) }, {});
		expect(again.schema.map(({ name }) => name)).toEqual(['constructor_2']);
	});

	it('reads UTF-16, JSON and its own Parquet', async () => {
		const text = 'n;v\né;1\n';
		const bytes = new Uint8Array(2 + text.length * 2);
		bytes.set([0xff, 0xfe]);
		[...text].forEach((character, i) => new DataView(bytes.buffer).setUint16(2 + i * 2, character.charCodeAt(0), true));
		await data.importTable('u', { name: 'u.csv', blob: new Blob([bytes]) }, {});
		expect(toRows(await data.query('SELECT * FROM u'))).toEqual([{ n: 'é', v: 1 }]);
		await data.importTable('j', file('[{"a":1,"b":"x"},{"a":2.5,"c":{"d":[1]}}]', 'j.json'), {});
		const rows = [
			{ a: 1, b: 'x', c: null },
			{ a: 2.5, b: null, c: '{"d":[1]}' }
		];
		expect(toRows(await data.query('SELECT * FROM j'))).toEqual(rows);
		const parquet = await data.exportTable('SELECT * FROM j', 'parquet');
		await data.importTable('p', { name: 'p.parquet', blob: new Blob([new Uint8Array(parquet)]) }, {});
		expect(toRows(await data.query('SELECT * FROM p'))).toEqual(rows);
		expect(new TextDecoder().decode(await data.exportTable('SELECT * FROM j', 'csv'))).toContain('a,b,c\n');
	});

	it('stops a query when told to, and answers the next', async () => {
		const controller = new AbortController();
		const heavy = data.query(
			'SELECT count(*) FROM range(300000) a, range(300000) b WHERE a.range * b.range % 7 = 3',
			controller.signal
		);
		setTimeout(() => controller.abort(), 200);
		const started = performance.now();
		await expect(heavy).rejects.toMatchObject({ name: 'AbortError' });
		expect(performance.now() - started).toBeLessThan(20_000);
		expect(toRows(await data.query('SELECT 2 AS two'))).toEqual([{ two: 2 }]);
	});

	it('rejects what was pending when it dies, and starts again', async () => {
		const pending = data.query('SELECT count(*) FROM range(300000) a, range(300000) b WHERE a.range * b.range % 7 = 3');
		setTimeout(() => connection.restart(), 300);
		await expect(pending).rejects.toMatchObject({ code: 'worker/crashed' });
		expect(toRows(await data.query('SELECT 3 AS three'))).toEqual([{ three: 3 }]);
	});
});
