import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFiles } from '$lib/core/edge/package';
import { inputsOf } from '$lib/core/model/preparation';
import type { Artifact } from '$lib/core/project/artifact';
import { parseRecipe } from '$lib/core/recipe/recipe';
import { columnNamed, toRows, type Columns } from '$lib/core/table/columns';
import { predictRows } from '$lib/core/train/predict';
import { explainOnDevice, modelRow, predictOnDevice } from '$lib/workbench/device';
import { readPackage } from '$lib/workbench/edge';
import { installPackage, requireInstalled } from '$lib/workbench/installed';
import type { TrainSpec } from '$lib/core/train/spec';
import { deleteArtifact } from '$lib/workbench/artifact';
import { openModel, predictColumns, predictTable, readInputs } from '$lib/workbench/model';
import { packageModel } from '$lib/workbench/model-card';
import { checkParity } from '$lib/workbench/parity';
import { runRecipe } from '$lib/workbench/recipe';
import { importTable, openTable, saveTable } from '$lib/workbench/table';
import { trainModel } from '$lib/workbench/train';
import { main } from '../../../src/cli/main';
import { openWorkspace, type NodeWorkspace } from '../../../src/cli/workspace';

let folder = '';
let opened: NodeWorkspace;
let raw: Artifact;
const file = (name: string) => path.join(folder, name);

const rows = Array.from({ length: 900 }, (_, i) => {
	const age = i % 11 === 0 ? null : 18 + ((i * 37) % 60) + (i % 10) / 10;
	const income = 1000.1 + ((i * 7919) % 90_000) / 7;
	const city = ['Oslo', 'Kyoto', 'N/A', 'Lima', ''][i % 5] ?? '';
	const plan = ['basic', 'plus', 'pro'][(i * 5) % 3] ?? '';
	const since = new Date(Date.UTC(2019, i % 30, 1 + (i % 27))).toISOString().slice(0, 10);
	const score = (age ?? 40) / 10 + income / 3000 + (city === 'Kyoto' ? 3 : 0) + (plan === 'pro' ? 2 : 0) + (i % 30) / 9;
	const isActive = i % 3 === 0;
	return {
		age,
		income,
		city,
		plan,
		since,
		isActive,
		score,
		left: score + (isActive ? 1 : 0) > 10 ? 'stays' : 'leaves'
	};
});

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'temoto-preparation-'));
	const lines = rows.map((row) => Object.values(row).map(String).join(',').replaceAll('null', ''));
	await writeFile(file('raw.csv'), `${Object.keys(rows[0] ?? {}).join(',')}\n${lines.join('\n')}\n`);
	opened = await openWorkspace();
	({ dataset: raw } = await importTable(opened.workspace, { name: 'raw.csv', path: file('raw.csv') }, {}));
});
afterAll(async () => {
	await opened.close();
	await rm(folder, { recursive: true });
});

const first = [
	{ op: 'replace-value', params: { columns: ['city'], from: ['N/A'], to: 'Lima' } },
	{ op: 'split', params: { fraction: 0.25 } },
	{ op: 'fill-missing', params: { columns: ['age'] } },
	{ op: 'formula', params: { name: 'per_year', formula: 'income / (age + 1)' } }
];
const second = [
	{ op: 'standardise', params: { columns: ['age', 'per_year'] } },
	{ op: 'one-hot', params: { columns: ['city'], missing: 'column' } },
	{ op: 'ordinal', params: { columns: ['plan'] } },
	{ op: 'bin', params: { column: 'income', count: 4, into: 'band' } },
	{ op: 'date-parts', params: { column: 'since', parts: ['year', 'month', 'weekday'], keep: false } }
];

async function prepare(dataset: Artifact, steps: readonly unknown[]): Promise<Artifact> {
	return (await runRecipe(opened.workspace, parseRecipe({ schemaVersion: 1, steps }), dataset)).dataset;
}

function largestGap(found: Columns, wanted: Float64Array, classes: readonly string[]): number {
	const names = classes.length === 0 ? ['prediction'] : classes.map((label) => `probability_${label}`);
	const gaps = names.flatMap((name, place) => {
		const vector = columnNamed(found, name)?.vector;
		if (vector?.kind !== 'number') throw new Error(name);
		return Array.from(vector.values, (value, row) => {
			const answer = wanted[row * names.length + place] ?? NaN;
			return Math.abs(value - answer) / Math.max(1, Math.abs(answer));
		});
	});
	return gaps.some(Number.isNaN) ? Infinity : Math.max(...gaps);
}

describe('a model whose table recipes made', () => {
	it.each([
		['trees', 'left'],
		['linear', 'left'],
		['trees', 'score'],
		['linear', 'score']
	] as const)('takes raw rows: %s of %s answer as DuckDB and the reference do', async (estimator, target) => {
		const { workspace } = opened;
		const prepared = await prepare(await prepare(raw, first), second);
		const ignore = ['split', target === 'left' ? 'score' : 'left'];
		const { model: artifact } = await trainModel(workspace, prepared, { target, estimator, ignore });
		const { model, onnx, device } = await openModel(workspace, artifact);
		expect(model.inputs.map(({ name }) => name)).toContain('city=Kyoto');
		expect(model.inputs.map(({ name }) => name)).toContain('since_month');
		expect(inputsOf(device).map(({ name }) => name)).toEqual(['age', 'income', 'city', 'plan', 'since', 'isActive']);
		expect(device.preparation?.notInside).toBeNull();

		const read = async (dataset: Artifact, graph: typeof device) =>
			readInputs(workspace, graph, await openTable(workspace, dataset));
		const wanted = predictRows(model, await read(prepared, { model, onnx }));
		const found = await predictColumns(workspace, device, await read(raw, device));
		expect(found.rows).toBe(rows.length);
		expect(largestGap(found, wanted, model.classes)).toBeLessThan(1e-5);
		const parity = await checkParity(workspace, artifact, prepared);
		expect(parity.relative).toBeLessThan(1e-5);
		expect(parity.rows).toBe(rows.length);

		for (const dataset of [raw, prepared]) {
			const answered = await predictTable(workspace, artifact, await openTable(workspace, dataset));
			expect(largestGap(answered, wanted, model.classes)).toBeLessThan(1e-5);
		}
	});

	it('goes on the device: raw golden rows, raw baselines, raw captures, reasons by what the model reads', async () => {
		const { workspace } = opened;
		const prepared = await prepare(await prepare(raw, first), second);
		const spec = { target: 'left', estimator: 'trees', ignore: ['split', 'score'] } satisfies TrainSpec;
		const { model: artifact } = await trainModel(workspace, prepared, spec);
		const made = await packageModel(workspace, artifact, prepared, { version: 1, expiresAt: Date.now() + 1e9 });
		const bytes = await workspace.blobs.get(made.blobs['package'] ?? '');
		const { manifest, signature, files } = await readPackage(workspace, bytes.slice());
		const names = ['age', 'income', 'city', 'plan', 'since', 'isActive'];
		expect(manifest.model.inputs.map(({ name }) => name)).toEqual(names);
		expect(Object.keys(manifest.baselines).sort()).toEqual([...names, 'prediction'].sort());
		expect(manifest.notInside).toBeUndefined();
		expect(files.has(packageFiles.preparation)).toBe(true);
		expect(new Set(manifest.golden.rows.map((row) => JSON.stringify(row))).size).toBeGreaterThan(15);
		expect(new Set(manifest.golden.answers.map(([no]) => no?.toFixed(6))).size).toBeGreaterThan(3);

		await installPackage(workspace, bytes, [signature]);
		const columns = await readInputs(
			workspace,
			await requireInstalled(workspace),
			`(SELECT * FROM ${await openTable(workspace, raw)} LIMIT 50)`
		);
		const asked = toRows(columns);
		const answers = await predictOnDevice(workspace, asked);
		const wanted = await predictTable(workspace, artifact, await openTable(workspace, prepared));
		const labels = toRows(wanted).map(({ prediction }) => prediction);
		expect(answers.map(({ capture }) => capture.prediction)).toEqual(labels.slice(0, 50));
		expect(Object.keys(answers[0]?.capture.inputs ?? {})).toEqual(names);
		const row = asked[1] ?? {};
		const told = modelRow(await requireInstalled(workspace), row);
		expect([told['city=Kyoto'], told['since_month']]).toEqual([1, 2]);
		expect((await explainOnDevice(workspace, row)).features).toEqual(Object.keys(told));
	});

	it('begins after the step that no device can do, and says which', async () => {
		const { workspace } = opened;
		const clean = { op: 'clean-text', params: { columns: ['city'], case: 'lower' } };
		const prepared = await prepare(raw, [...first, clean, ...second]);
		const spec = { target: 'left', estimator: 'linear', ignore: ['split', 'score'] } satisfies TrainSpec;
		const { model: artifact } = await trainModel(workspace, prepared, spec);
		const { device } = await openModel(workspace, artifact);
		expect(device.preparation?.notInside?.op).toBe('clean-text');
		expect(inputsOf(device).map(({ name }) => name)).toContain('per_year');
		expect(inputsOf(device).map(({ name }) => name)).not.toContain('city=kyoto');
		expect((await checkParity(workspace, artifact, prepared)).relative).toBeLessThan(1e-5);
		const made = await packageModel(workspace, artifact, prepared, { version: 1, expiresAt: Date.now() + 1e9 });
		const { manifest } = await readPackage(workspace, await workspace.blobs.get(made.blobs['package'] ?? ''));
		expect(manifest.notInside?.op).toBe('clean-text');
		expect(Object.keys(manifest.baselines)).toContain('per_year');
	});

	it('passes over rows dropped and tables that only have columns beside', async () => {
		const { workspace } = opened;
		const filtered = await prepare(raw, [
			{ op: 'filter', params: { condition: 'income > 5000' } },
			{ op: 'sort', params: { by: [{ column: 'income' }] } },
			{ op: 'standardise', params: { columns: ['income'] } }
		]);
		const beside = await saveTable(workspace, `SELECT *, 1.5 AS weight FROM ${await openTable(workspace, filtered)}`, {
			name: 'weighed',
			parents: { dataset: filtered.id }
		});
		const spec = { target: 'left', estimator: 'trees', weight: 'weight', ignore: ['score'] } satisfies TrainSpec;
		const { model: artifact } = await trainModel(workspace, beside, spec);
		const { device } = await openModel(workspace, artifact);
		expect(device.preparation?.recipe?.inputs.map(({ name }) => name)).toContain('income');
		const parity = await checkParity(workspace, artifact, beside);
		expect([parity.rows, parity.relative < 1e-5]).toEqual([rows.length, true]);
	});

	it('has no recipe in the graph where none changed a value', async () => {
		const { workspace } = opened;
		const same = await prepare(raw, [{ op: 'drop-duplicates', params: {} }]);
		const { model } = await trainModel(workspace, same, { target: 'left', estimator: 'trees', ignore: ['score'] });
		const { device, onnx } = await openModel(workspace, model);
		expect(device.preparation).toBeNull();
		expect(device.onnx).toEqual(onnx);
	});

	it('is packaged without baselines when the raw table is gone', async () => {
		const { workspace } = opened;
		const select = `SELECT * FROM ${await openTable(workspace, raw)} WHERE income > 3000`;
		const other = await saveTable(workspace, select, { name: 'other', parents: {} });
		const prepared = await prepare(other, [{ op: 'standardise', params: { columns: ['age', 'income'] } }]);
		const spec = { target: 'score', estimator: 'linear', ignore: ['left'] } satisfies TrainSpec;
		const { model: artifact } = await trainModel(workspace, prepared, spec);
		await deleteArtifact(workspace, other.id);
		const made = await packageModel(workspace, artifact, prepared, { version: 1, expiresAt: Date.now() + 1e9 });
		const { manifest } = await readPackage(workspace, await workspace.blobs.get(made.blobs['package'] ?? ''));
		expect(manifest.baselines).toEqual({});
		expect(manifest.model.inputs.map(({ name }) => name)).toContain('income');
	});

	it('is not packaged when the graph differs: an empty text is missing to a device, and is not to DuckDB', async () => {
		const { workspace } = opened;
		const select = `SELECT * REPLACE (coalesce(city, '') AS city) FROM ${await openTable(workspace, raw)}`;
		const empty = await saveTable(workspace, select, { name: 'empty', parents: {} });
		const fill = { op: 'fill-missing', params: { columns: ['city'], method: 'constant', value: 'Kyoto' } };
		const prepared = await prepare(empty, [fill]);
		const spec = { target: 'left', estimator: 'trees', ignore: ['score'] } satisfies TrainSpec;
		const { model: artifact } = await trainModel(workspace, prepared, spec);
		const options = { version: 1, expiresAt: Date.now() + 1e9 };
		await expect(packageModel(workspace, artifact, prepared, options)).rejects.toMatchObject({
			code: 'edge/preparation-differs'
		});
	});
});

describe('temoto', () => {
	it('predicts and exports from the raw columns, and predicts prepared ones the same', async () => {
		const { workspace } = opened;
		const prepared = await prepare(await prepare(raw, first), second);
		const spec = { target: 'left', estimator: 'trees', ignore: ['split', 'score'], name: 'left' } satisfies TrainSpec;
		const { model: artifact } = await trainModel(workspace, prepared, spec);
		await writeFile(file('m.temoto-model'), await workspace.blobs.get(artifact.blobs['archive'] ?? ''));
		await workspace.sql.execute(`COPY ${await openTable(workspace, prepared)} TO '${file('prepared.parquet')}'`);
		const run = async (...args: string[]) => {
			let error = '';
			const output = { out: () => undefined, error: (text: string) => void (error += text), isTerminal: false };
			expect({ status: await main(args, output), error }).toMatchObject({ status: 0 });
		};
		await run('predict', file('m.temoto-model'), file('raw.csv'), '-o', file('a.csv'));
		await run('predict', file('m.temoto-model'), file('prepared.parquet'), '-o', file('b.csv'));
		const answers = async (name: string) =>
			toRows(await workspace.sql.query(`SELECT prediction, probability_stays FROM '${file(name)}'`));
		const [a, b] = [await answers('a.csv'), await answers('b.csv')];
		expect(a.map(({ prediction }) => prediction)).toEqual(b.map(({ prediction }) => prediction));
		expect(a.length).toBe(rows.length);
		await run('export', file('m.temoto-model'), '-o', file('m.onnx'));
		const session = await workspace.predictor.load(await readFile(file('m.onnx')));
		const columns = await workspace.sql.query(
			`SELECT age, income, city, plan, since, CAST(isActive AS DOUBLE) AS isActive FROM ${await openTable(workspace, raw)}`
		);
		const labels = toRows(await workspace.predictor.run(session, columns)).map(({ label }) => label);
		expect(labels).toEqual(a.map(({ prediction }) => prediction));
	});
});
