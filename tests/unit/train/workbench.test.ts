import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Artifact } from '$lib/core/project/artifact';
import { predictRows } from '$lib/core/train/predict';
import { getArtifact } from '$lib/workbench/artifact';
import { openHeldOut } from '$lib/workbench/held-out';
import { openModel, predictTable } from '$lib/workbench/model';
import { importTable, openTable } from '$lib/workbench/table';
import { readProfile } from '$lib/workbench/run';
import { trainModel } from '$lib/workbench/train';
import { main } from '../../../src/cli/main';
import { openWorkspace, type NodeWorkspace } from '../../../src/cli/workspace';
import { censusCsv } from '../../fixtures/census';

let folder = '';
let opened: NodeWorkspace;
let dataset: Artifact;
const file = (name: string) => path.join(folder, name);

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'temoto-train-'));
	await writeFile(file('census.csv'), censusCsv(3000, 1));
	await writeFile(file('later.csv'), censusCsv(1000, 2));
	opened = await openWorkspace();
	({ dataset } = await importTable(opened.workspace, { name: 'census.csv', path: file('census.csv') }, {}));
});
afterAll(async () => {
	await opened.close();
	await rm(folder, { recursive: true });
});

describe('training in the workbench', () => {
	it.each(['linear', 'trees', 'mlp', 'knn'] as const)(
		'keeps a run of %s and a model whose graph agrees',
		async (estimator) => {
			const { workspace } = opened;
			const { run, model, result } = await trainModel(workspace, dataset, { target: 'income', estimator });
			expect(result.metrics['auc']).toBeGreaterThan(0.75);
			expect(result.dropped).toContainEqual({ column: 'person', reason: expect.stringMatching(/identifier|high/) });
			expect(await getArtifact(workspace, run.id)).toEqual(run);
			expect(model.parents).toEqual({ dataset: dataset.id, run: run.id });
			expect((await readProfile(workspace, run.id))?.names.map(({ name }) => name)).toContain('refit');
			const relation = await openTable(workspace, dataset);
			const predicted = await predictTable(workspace, model, relation);
			const columns = await workspace.sql.query(`SELECT * FROM ${relation}`);
			const wanted = predictRows((await openModel(workspace, model)).model, columns);
			const positive = predicted.columns[2]?.vector;
			expect(positive?.kind).toBe('number');
			if (positive?.kind !== 'number') return;
			const gaps = Array.from(positive.values, (p, row) => Math.abs(p - (wanted[row * 2 + 1] ?? NaN)));
			expect(Math.max(...gaps)).toBeLessThan(1e-5);
		}
	);

	it('does not repeat the same run, and repeats another', async () => {
		const spec = { target: 'income', estimator: 'trees', params: { rounds: 5 } } as const;
		const first = await trainModel(opened.workspace, dataset, spec);
		const again = await trainModel(opened.workspace, dataset, spec);
		const other = await trainModel(opened.workspace, dataset, { ...spec, seed: 1 });
		expect([first.isCached, again.isCached, other.isCached]).toEqual([false, true, false]);
		expect(again.model.id).toBe(first.model.id);
	});

	it('measures on the rows a column names', async () => {
		const { result } = await trainModel(opened.workspace, dataset, {
			target: 'income',
			estimator: 'linear',
			split: { column: 'sex', test: 'Female' }
		});
		const answer = await opened.workspace.sql.query(
			`SELECT count(*) FROM ${await openTable(opened.workspace, dataset)} WHERE sex = 'Female'`
		);
		const count = answer.columns[0]?.vector;
		expect(result.rows.test).toBe(count?.kind === 'number' ? count.values[0] : NaN);
		expect(result.dropped).toContainEqual({ column: 'sex', reason: 'ignored' });
	});
});

async function temoto(...args: string[]) {
	let out = '';
	let error = '';
	const status = await main(args, {
		out: (text) => void (out += text),
		error: (text) => void (error += text),
		isTerminal: false
	});
	return { status, out, error };
}

describe('temoto train', () => {
	it('prints the keys of the contract and writes a model', async () => {
		const { status, out } = await temoto(
			...['train', file('census.csv'), '--target', 'income', '--estimator', 'trees', '--param', 'rounds=10'],
			...['--seed=3', '-o', file('m.temoto-model'), '--json']
		);
		expect(status).toBe(0);
		const report = JSON.parse(out);
		expect(report).toMatchObject({
			task: 'classification',
			estimator: 'trees',
			engine: 'kernels',
			rows: { train: 2250, test: 750 },
			params: { rounds: 10, leaves: 31 },
			findings: []
		});
		expect(Object.keys(report.metrics)).toEqual(['accuracy', 'auc', 'logLoss', 'precision', 'recall', 'f1', 'brier']);
		expect(Object.keys(report.phases)).toContain('histogram');
		const again = await temoto(
			...['train', file('census.csv'), '--target', 'income', '--estimator', 'trees', '--param', 'rounds=10'],
			...['--seed=3', '-o', file('again.temoto-model'), '--json']
		);
		expect(JSON.parse(again.out).metrics).toEqual(report.metrics);
	});

	it('searches settings by the seed without looking at the held-out rows', async () => {
		const search = async () =>
			JSON.parse(
				(
					await temoto(
						...['train', file('census.csv'), '--target', 'income', '--estimator', 'linear', '--search', '4'],
						...['--seed', '5', '-o', file('s.temoto-model'), '--json']
					)
				).out
			);
		const report = await search();
		const scores = report.search.map(({ score }: { score: number }) => score);
		expect(scores).toEqual([...scores].sort((a, b) => a - b));
		expect(new Set(report.search.map(({ params }: { params: { l2: number } }) => params.l2)).size).toBe(4);
		expect(report.params).toEqual(report.search[0].params);
		expect((await search()).search.map(({ score }: { score: number }) => score)).toEqual(scores);
	});

	it('measures on another table', async () => {
		const { out } = await temoto(
			...['train', file('census.csv'), '--target', 'income', '--estimator', 'linear'],
			...['--test', file('later.csv'), '-o', file('l.temoto-model'), '--json']
		);
		expect(JSON.parse(out).rows).toEqual({ train: 3000, test: 1000 });
	});

	it.each([
		['--target nowhere --estimator trees', /nowhere.*--target/],
		['--target income --estimator forest', /linear, trees, mlp/],
		['--target income --estimator trees --param leaves=1', /leaves=1.*2\.\.1024/],
		['--target income --estimator trees --task regression', /income/],
		['--target income --estimator trees --test-fraction 2', /0 to 0\.9/]
	])('refuses %s with one line and exit 2', async (args, line) => {
		const { status, out, error } = await temoto(
			'train',
			file('census.csv'),
			...args.split(' '),
			'-o',
			file('x.temoto-model')
		);
		expect(status).toBe(2);
		expect(out).toBe('');
		expect(error).toMatch(line);
		expect(error.trim().split('\n').length).toBe(1);
	});
});

describe('temoto train --split', () => {
	const ask = (...more: string[]) =>
		temoto(
			...['train', file('census.csv'), '--target', 'income', '--estimator', 'linear', '-o', file('s.temoto-model')],
			...['--json', ...more]
		);

	it('holds out whole groups, which are no feature', async () => {
		const report = JSON.parse((await ask('--split', 'group=occupation', '--class-weights', 'balanced')).out);
		expect(report.rows.train + report.rows.test).toBe(3000);
		expect(report.dropped).toContainEqual({ column: 'occupation', reason: 'ignored' });
	});
	it('holds out the newest rows, a gap before them', async () => {
		const { rows } = JSON.parse((await ask('--split', 'time=age', '--gap', '5')).out);
		expect(rows.test).toBeGreaterThan(600);
		expect(rows.train).toBeLessThan(3000 - rows.test);
	});
	it.each([
		[['--split', 'weekly'], 'split'],
		[['--split', 'group=occupation', '--gap', '3'], 'gap'],
		[['--split', 'time=age', '--gap', 'soon'], 'gap']
	])('refuses %j', async (more, option) => {
		const { status, error } = await ask(...more);
		expect(status).toBe(2);
		expect(error).toContain(`--${option}`);
	});
});

describe('cross-validation', () => {
	it.each([
		[{ by: 'stratified' }, 3000],
		[{ by: 'group', column: 'occupation' }, 3000],
		[{ by: 'time', column: 'age' }, 2300]
	] as const)('by %o measures rows by models that have not seen them', async (splitBy, least) => {
		const { workspace } = opened;
		const spec = { target: 'income', estimator: 'linear', folds: 4, splitBy } as const;
		const { run, result, model } = await trainModel(workspace, dataset, spec);
		expect(result.folds).toHaveLength(4);
		const aucs = result.folds.map(({ metrics }) => metrics['auc'] ?? NaN);
		expect(result.metrics['auc']).toBeCloseTo(aucs.reduce((sum, auc) => sum + auc, 0) / 4, 12);
		expect(new Set(aucs).size).toBe(4);
		const held = await openHeldOut(workspace, run, undefined);
		expect(held?.rows).toBe(result.rows.test);
		expect(result.rows.test).toBeGreaterThanOrEqual(Math.min(least, 3000));
		expect(result.rows.train).toBe(3000);
		const whole = await trainModel(workspace, dataset, {
			...{ target: 'income', estimator: 'linear', testFraction: 0 },
			ignore: splitBy.by === 'group' ? [splitBy.column] : []
		});
		const estimatorOf = async (artifact: Artifact) => (await openModel(workspace, artifact)).model.estimator;
		expect(await estimatorOf(model)).toEqual(await estimatorOf(whole.model));
	});
});

describe('temoto train --calibrate', () => {
	it('makes probabilities of balanced classes honest again, without looking at what is held out', async () => {
		const ask = async (...more: string[]) =>
			JSON.parse(
				(
					await temoto(
						...['train', file('census.csv'), '--target', 'income', '--estimator', 'trees', '--param', 'rounds=20'],
						...['--class-weights', 'balanced', '-o', file('c.temoto-model'), '--json', ...more]
					)
				).out
			);
		const plain = await ask();
		const [platt, isotonic] = [await ask('--calibrate', 'platt'), await ask('--calibrate', 'isotonic')];
		for (const report of [platt, isotonic]) {
			expect(report.uncalibrated).toEqual(plain.metrics);
			expect(report.metrics.brier).toBeLessThan(plain.metrics.brier);
			expect(report.metrics.logLoss).toBeLessThan(plain.metrics.logLoss);
		}
		expect(platt.metrics.auc).toBeCloseTo(plain.metrics.auc, 3);
		expect(plain.uncalibrated).toBeUndefined();
	});

	it('does so in every fold', async () => {
		const spec = { target: 'income', estimator: 'linear', classWeights: 'balanced', folds: 3 } as const;
		const plain = await trainModel(opened.workspace, dataset, spec);
		const { result } = await trainModel(opened.workspace, dataset, { ...spec, calibrate: 'platt' });
		expect(result.metrics['logLoss']).toBeLessThan(plain.result.metrics['logLoss'] ?? NaN);
	});
});
