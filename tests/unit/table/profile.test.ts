import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openNodeEngine, type NodeSqlEngine } from '$lib/engines/duckdb-node/engine';
import { mixedTable, mixedTruth } from '../../fixtures/mixed-table';
import { profileTable } from '$lib/workbench/table-profile';

let engine: NodeSqlEngine;
let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'temoto-profile-'));
	engine = await openNodeEngine(folder);
});
afterAll(async () => {
	engine.close();
	await rm(folder, { recursive: true, force: true });
});

it.each([1, 45])('measures every type as a person would, %i columns of each', async (copies) => {
	const { create, schema } = mixedTable('m', copies);
	await engine.execute(create);
	const { rows, columns } = await profileTable({ sql: engine }, 'm', schema, { exact: true });
	expect(rows).toBe(6);
	expect(columns.map(({ name }) => name)).toEqual(schema.map(({ name }) => name));
	columns.forEach((column, i) => {
		const truth = mixedTruth[i % mixedTruth.length];
		expect(column).toMatchObject({ ...truth?.profile });
		expect(column.histogram.flatMap(({ count }, bin) => (count > 0 ? [[bin, count]] : []))).toEqual(truth?.filled);
	});
});

it('measures thousands of columns in one go', async () => {
	const list = Array.from({ length: 4000 }, (_, i) => `i * ${i} AS c${i}`);
	await engine.execute(`CREATE TABLE wide AS SELECT ${list.join(', ')} FROM range(20) r(i)`);
	const schema = list.map((_, i) => ({ name: `c${i}`, type: 'BIGINT', kind: 'numeric' as const }));
	const { columns } = await profileTable({ sql: engine }, 'wide', schema);
	expect(columns.map(({ max }) => max)).toEqual(list.map((_, i) => 19 * i));
}, 15_000);
