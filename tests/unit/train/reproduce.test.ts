import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '$lib/core/errors';
import { canonicalJson, toJson } from '$lib/core/json';
import type { Trainer } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import type { TrainResult } from '$lib/core/train/job';
import { readRunMeta } from '$lib/core/train/run-meta';
import type { TrainSpec } from '$lib/core/train/spec';
import { deleteArtifact, restoreArtifact } from '$lib/workbench/artifact';
import { reproduceRun } from '$lib/workbench/reproduce';
import type { TrainedModel } from '$lib/workbench/run';
import { importTable } from '$lib/workbench/table';
import { trainModel } from '$lib/workbench/train';
import { makeJob } from '$lib/workbench/train-job';
import { main } from '../../../src/cli/main';
import { openWorkspace, type NodeWorkspace } from '../../../src/cli/workspace';
import { censusCsv } from '../../fixtures/census';

let folder = '';
let opened: NodeWorkspace;
let dataset: Artifact;
let other: Artifact;
let trained: TrainedModel;
const file = (name: string) => path.join(folder, name);
const spec: TrainSpec = { target: 'income', estimator: 'linear', params: { iterations: 20 }, seed: 3 };

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'temoto-reproduce-'));
	await writeFile(file('census.csv'), censusCsv(500, 1));
	await writeFile(file('later.csv'), censusCsv(200, 2));
	opened = await openWorkspace();
	({ dataset } = await importTable(opened.workspace, { name: 'census.csv', path: file('census.csv') }, {}));
	({ dataset: other } = await importTable(opened.workspace, { name: 'later.csv', path: file('later.csv') }, {}));
	trained = await trainModel(opened.workspace, dataset, spec);
});
afterAll(async () => {
	await opened.close();
	await rm(folder, { recursive: true });
});

/** A trainer whose answer is changed on its way. */
function changed(change: (result: TrainResult) => Partial<TrainResult>): Trainer {
	return {
		train: async (...asked) => {
			const result = await opened.workspace.trainer.train(...asked);
			return { ...result, ...change(result) };
		}
	};
}

describe('a run made again from what it has stored', () => {
	it('keeps what it depends on', () => {
		expect(trained.result.data).toEqual({ table: dataset.blobs['table'], recipe: null });
		expect(trained.result.maker).toMatch(/^\d+\.\d+\.\d+ kernels [0-9a-f]{16}$/);
	});

	it('tells nets from those whose weights started otherwise, by their maker and by their key', async () => {
		const net = { ...spec, estimator: 'mlp', params: { epochs: 1, hidden: '4' } } satisfies TrainSpec;
		const { run } = await trainModel(opened.workspace, dataset, net);
		const meta = readRunMeta(run);
		expect(meta?.maker).toMatch(/ kernels [0-9a-f]{16} r2$/);
		const { job, holdout } = await makeJob(opened.workspace, dataset, net);
		const { kinds, target, task, estimator, engine, params, seed, weight, ignore } = job;
		const parts = { kinds, target, task, estimator, engine, params, seed, weight, ignore, holdout };
		const earlier = canonicalJson(toJson({ version: 1, dataset: dataset.id, ...parts }));
		expect(meta?.key).not.toBe(await opened.workspace.crypto.sha256(new TextEncoder().encode(earlier)));
	});

	it.each<[string, Partial<TrainSpec>]>([
		['as it is', {}],
		['in folds', { folds: 3 }],
		[
			'with rows of a column held out, and weights of classes',
			{ split: { column: 'sex', test: 'Female' }, classWeights: 'balanced' }
		],
		['with calibrated probabilities', { calibrate: 'platt' }],
		['that was to end early', { stopAfter: 5 }],
		['of trees, with patience', { estimator: 'trees', params: { rounds: 30, patience: 2 } }]
	])('%s is identical', async (_, change) => {
		const { run } = await trainModel(opened.workspace, dataset, { ...spec, ...change });
		expect(await reproduceRun(opened.workspace, run)).toMatchObject({ isIdentical: true, differing: [], reason: null });
	});

	it('measured on another table is identical', async () => {
		const { run } = await trainModel(opened.workspace, dataset, spec, undefined, undefined, other);
		expect((await reproduceRun(opened.workspace, run)).isIdentical).toBe(true);
	});

	it('says what differs, and that another version made it', async () => {
		const nudged = changed(({ metrics, testPredictions }) => ({
			metrics: { ...metrics, auc: (metrics['auc'] ?? 0) + 2 ** -52 },
			testPredictions: testPredictions.map((p, at) => (at === 7 ? p + 2 ** -52 : p)),
			maker: '9.9.9 kernels'
		}));
		expect(await reproduceRun({ ...opened.workspace, trainer: nudged }, trained.run)).toMatchObject({
			isIdentical: false,
			differing: ['predictions', 'metrics'],
			reason: 'other-version',
			maker: { then: trained.result.maker, now: '9.9.9 kernels' }
		});
	});

	it('says when nothing that was kept explains the difference', async () => {
		const nudged = changed(({ curve }) => ({ curve: curve.slice(1) }));
		expect(await reproduceRun({ ...opened.workspace, trainer: nudged }, trained.run)).toMatchObject({
			differing: ['curve'],
			reason: 'unknown'
		});
	});

	it('says when the table, the model or the engine is gone', async () => {
		const { workspace } = opened;
		for (const [id, reason] of [
			[dataset.id, 'data-gone'],
			[trained.model.id, 'model-gone']
		] as const) {
			const gone = await deleteArtifact(workspace, id);
			expect(await reproduceRun(workspace, trained.run)).toMatchObject({ isIdentical: false, reason });
			await restoreArtifact(workspace, gone);
		}
		const none: Trainer = { train: () => Promise.reject(new AppError('device/no-webgpu', { engine: 'webgpu' })) };
		expect(await reproduceRun({ ...workspace, trainer: none }, trained.run)).toMatchObject({
			reason: 'engine-missing'
		});
	});
});

describe('temoto reproduce', () => {
	async function temoto(...args: string[]) {
		let out = '';
		let error = '';
		const io = {
			out: (text: string) => void (out += text),
			error: (text: string) => void (error += text),
			isTerminal: false
		};
		return { status: await main(args, io), out, error };
	}

	it('reads a project file and says whether a run is the same', async () => {
		await temoto(
			...['train', file('census.csv'), '--target', 'income', '--estimator', 'linear', '--project', file('p.temoto')],
			...['-o', file('m.temoto-model')]
		);
		const { status, out } = await temoto('reproduce', file('p.temoto'), 'm', '--json');
		expect(status).toBe(0);
		expect(JSON.parse(out)).toMatchObject({ name: 'm', identical: true, differing: [], reason: null });
		const unknown = await temoto('reproduce', file('p.temoto'), 'nobody');
		expect(unknown.status).toBe(2);
		expect(unknown.error).toMatch(/nobody/);
	});
});
