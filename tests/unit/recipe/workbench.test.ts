import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runSeries } from '$lib/core/series/run-series';
import type { Workspace } from '$lib/core/ports';
import { cellAt, columnNamed, toRows } from '$lib/core/table/columns';
import { datasetMeta } from '$lib/core/table/dataset';
import { parseRecipe } from '$lib/core/recipe/recipe';
import { openNodeEngine } from '$lib/engines/duckdb-node/engine';
import { folderBlobStore } from '$lib/engines/node-fs/blob-store';
import { folderCatalog } from '$lib/engines/node-fs/catalog';
import { folderKeyStore } from '$lib/engines/node-fs/key-store';
import { quickJsRowFunctions } from '$lib/engines/quickjs/row-functions';
import { webCrypto } from '$lib/engines/webcrypto/crypto';
import { zipArchive } from '$lib/engines/zip/archive';
import { recipeOf, runRecipe } from '$lib/workbench/recipe';
import { previewRecipe } from '$lib/workbench/recipe-preview';
import { importTable, openTable } from '$lib/workbench/table';

const folder = await mkdtemp(path.join(tmpdir(), 'temoto-'));
const sql = await openNodeEngine(folder);
afterAll(() => sql.close());
const elsewhere = () => Promise.reject(new Error('no test here asks for this port'));
const workspace: Workspace = {
	project: 'p',
	sql,
	blobs: folderBlobStore(path.join(folder, 'blobs')),
	catalog: folderCatalog(path.join(folder, 'catalog')),
	keys: folderKeyStore(path.join(folder, 'keys'), webCrypto),
	crypto: webCrypto,
	archive: zipArchive,
	clock: { now: () => 1000, elapsed: () => performance.now() },
	trainer: { train: elsewhere },
	inspector: { inspect: elsewhere },
	forecaster: { forecast: elsewhere },
	explainer: {
		explain: elsewhere,
		explainInteractions: elsewhere,
		measureEffect: elsewhere,
		measurePermutation: elsewhere,
		findErrorSlices: elsewhere,
		findCounterfactuals: elsewhere,
		drawDecision: elsewhere,
		mapDecision: elsewhere,
		measureBias: elsewhere,
		tradeThresholds: elsewhere,
		measureDrift: elsewhere
	},
	evaluator: { evaluate: elsewhere, measureSlices: elsewhere, comparePaired: elsewhere },
	analyst: {
		analyse: elsewhere,
		correlate: elsewhere,
		measureCollinearity: elsewhere,
		decomposeSeries: elsewhere,
		measureImportance: elsewhere
	},
	structureFinder: { findGroups: elsewhere, findComponents: elsewhere, findAnomalies: elsewhere },
	predictor: { load: elsewhere, run: elsewhere, unload: elsewhere },
	modelReader: { readForeign: elsewhere },
	valueFinder: { clusterValues: elsewhere, searchPrograms: elsewhere },
	rowFunctions: quickJsRowFunctions({ pause: () => Promise.resolve(false) }),
	seriesRunner: { runSeries: (job, signal) => runSeries(job, () => Promise.resolve(false), signal) },
	network: { send: elsewhere, gzip: elsewhere },
	downloads: { download: elsewhere },
	awsSigner: { sign: elsewhere },
	secrets: { get: elsewhere, put: elsewhere, delete: elsewhere }
};

const rows = Array.from({ length: 200 }, (_, i) => ({
	id: i,
	age: i % 7 === 0 ? '' : 20 + (i % 50),
	city: ['A', 'b', 'Ç'][i % 3] ?? ''
}));
const file = path.join(folder, 'people.csv');
await writeFile(file, `id,age,city\n${rows.map(({ id, age, city }) => `${id},${age},${city}`).join('\n')}\n`);
const { dataset } = await importTable(workspace, { name: 'people.csv', path: file }, {});
const recipe = parseRecipe({
	schemaVersion: 1,
	steps: [
		{ op: 'filter', params: { condition: 'id >= 50' } },
		{ op: 'fill-missing', params: { columns: ['age'], method: 'constant', value: 30 } },
		{ op: 'standardise', params: { columns: ['age'] } },
		{ op: 'one-hot', params: { columns: ['city'] } }
	]
});

it('runs a recipe into a new dataset that knows its parents', async () => {
	const made = await runRecipe(workspace, recipe, dataset);
	expect(made.dataset.parents).toEqual({ dataset: dataset.id, recipe: made.recipe.id });
	expect(datasetMeta(made.dataset)).toMatchObject({
		rows: 150,
		schema: [{ name: 'id' }, { name: 'age', kind: 'numeric' }, {}, {}, {}]
	});
	expect(made.report).toMatchObject({ rowsIn: 200, rowsOut: 150, columns: 5 });
	expect(recipeOf(made.recipe).steps[3]?.fitted).toEqual({
		columns: [{ column: 'city', categories: ['A', 'b', 'Ç'] }]
	});
	const again = await runRecipe(workspace, recipeOf(made.recipe), dataset);
	expect(again.dataset.id).toBe(made.dataset.id);
	const ages = toRows(
		await sql.query(`SELECT avg(age) AS m, stddev_pop(age) AS s FROM ${await openTable(workspace, made.dataset)}`)
	);
	expect(ages[0]?.['m']).toBeCloseTo(0, 10);
	expect(ages[0]?.['s']).toBeCloseTo(1, 10);
});

it('previews the last step and says which cells it changed', async () => {
	const preview = await previewRecipe(workspace, recipe, dataset, { sampleRows: 120, end: 2, compare: true });
	const seen = await sql.query(`SELECT * FROM ${preview.relation}`);
	expect([preview.rowsIn, preview.rowsOut, preview.rowsTotal, seen.rows]).toEqual([120, 70, 200, 70]);
	expect([...preview.changed.keys()]).toEqual(['age']);
	const ids = columnNamed(seen, 'id');
	const changed = preview.changed.get('age');
	for (let row = 0; row < seen.rows; row++)
		expect(changed?.[row]).toBe(Number(ids && cellAt(ids.vector, row)) % 7 === 0 ? 1 : 0);
	await preview.dispose();
	const tables = toRows(
		await sql.query(`SELECT table_name AS t FROM duckdb_tables() WHERE table_name NOT LIKE 't\\_%' ESCAPE '\\'`)
	);
	expect(tables).toEqual([]);
});

it('tints every cell of a new column, and passes over broken steps', async () => {
	const broken = parseRecipe({
		schemaVersion: 1,
		steps: [{ op: 'filter', params: { condition: 'gone > 1' } }, ...recipe.steps]
	});
	const preview = await previewRecipe(workspace, broken, dataset, { sampleRows: 1000, compare: true });
	expect(preview.steps.map(({ broken: why }) => why?.code ?? null)).toEqual([
		'recipe/formula-invalid',
		null,
		null,
		null,
		null
	]);
	expect(preview.rowsOut).toBe(150);
	expect([...preview.changed].map(([name, cells]) => [name, cells.every((cell) => cell === 1)])).toEqual([
		['city=A', true],
		['city=b', true],
		['city=Ç', true]
	]);
	await preview.dispose();
});
