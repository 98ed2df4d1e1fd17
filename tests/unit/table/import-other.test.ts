import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cellAt } from '$lib/core/table/columns';
import { openNodeEngine, type NodeSqlEngine } from '$lib/engines/duckdb-node/engine';
import { jsonFiles, jsonRows, jsonTypes } from '../../fixtures/same-json';

let engine: NodeSqlEngine;
let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'temoto-other-'));
	engine = await openNodeEngine(folder);
});
afterAll(async () => {
	engine.close();
	await rm(folder, { recursive: true, force: true });
});

it.each(jsonFiles)('reads $name by the types of JSON itself', async ({ name, text }) => {
	const report = await engine.importTable('j', { name, blob: new Blob(['\uFEFF', text]) }, {});
	expect(report.schema.map((field) => [field.name, field.type])).toEqual(jsonTypes);
	expect(report.renamed).toEqual([
		{ from: 'constructor', to: 'constructor_2' },
		{ from: 'a', to: 'a_2' }
	]);
	const got = await engine.query('SELECT CAST(COLUMNS(*) AS VARCHAR) FROM j');
	const cells = [0, 1].map((row) => got.columns.map(({ vector }) => cellAt(vector, row)));
	expect(cells).toEqual(jsonRows);
});

const reserved = ['__proto__', 'constructor', 'prototype'];
const renamed = reserved.map((name) => ({ from: name, to: `${name}_2` }));

it('renames columns whose names no record can hold, in every format', async () => {
	const select = `SELECT 1 AS "__proto__", 2 AS "constructor", 3 AS "prototype", 4 AS "toString"`;
	for (const format of ['csv', 'tsv', 'json', 'ndjson', 'parquet', 'arrow'] as const) {
		const blob = new Blob([new Uint8Array(await engine.exportTable(select, format))]);
		const report = await engine.importTable('r', { name: `r.${format}`, blob }, { types: { constructor_2: 'DOUBLE' } });
		expect(report.renamed, format).toEqual(renamed);
		expect(report.schema.map(({ name }) => name)).toEqual(['__proto___2', 'constructor_2', 'prototype_2', 'toString']);
		expect(report.schema[1]?.type).toBe('DOUBLE');
	}
});
