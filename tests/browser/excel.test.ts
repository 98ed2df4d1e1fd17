import { afterAll, expect, it } from 'vitest';
import { connectWorker } from '$lib/rpc/connect-worker';
import { toRows } from '$lib/core/table/columns';
import type { DataApi } from '$workers/data.worker';
import { workbook } from '../fixtures/workbook';

const connection = connectWorker<DataApi>(
	'data',
	() => new Worker(new URL('../../workers/data.worker.ts', import.meta.url), { type: 'module', name: 'data' })
);
const data = connection.api;
afterAll(() => connection.restart());

it('reads a workbook in the data worker, large enough that its parts are packed', async () => {
	const rows = Array.from({ length: 20_000 }, (_, row) => [
		row,
		row / 4,
		{ date: 43_831 + row / 24 },
		`word ${row % 9}`
	]);
	const book = workbook([
		{ name: 'First', rows: [['n', 'x', 'when', 'N'], ...rows] },
		{ name: 'Second', rows: [['y'], [1.5]] }
	]);
	const file = { name: 'book.xlsx', blob: new Blob([book]) };
	const report = await data.importTable('t', file, {});
	expect(report.schema.map(({ name, type }) => [name, type])).toEqual([
		['n', 'BIGINT'],
		['x', 'DOUBLE'],
		['when', 'TIMESTAMP'],
		['N_2', 'VARCHAR']
	]);
	expect(report.renamed).toEqual([{ from: 'N', to: 'N_2' }]);
	const last = toRows(await data.query('SELECT * FROM t WHERE n = 19999'));
	expect(last).toEqual([{ n: 19_999, x: 4999.75, when: Date.UTC(2020, 0, 1) + 19_999 * 3_600_000, N_2: 'word 1' }]);
	const second = await data.importTable('u', file, { sheet: 'Second', types: { y: 'VARCHAR' } });
	expect(second.schema).toEqual([{ name: 'y', type: 'VARCHAR', kind: 'categorical' }]);
	await expect(data.importTable('u', file, { sheet: 'Third' })).rejects.toMatchObject({
		code: 'usage/bad-option',
		details: { allowed: 'one of First, Second' }
	});
});
