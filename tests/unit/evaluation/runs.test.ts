import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Artifact } from '$lib/core/project/artifact';
import { compareRuns, evaluateRun, readHeldOutRows } from '$lib/workbench/evaluate';
import { importTable } from '$lib/workbench/table';
import type { TrainedModel } from '$lib/workbench/run';
import { trainModel } from '$lib/workbench/train';
import { openWorkspace, type NodeWorkspace } from '../../../src/cli/workspace';
import { censusCsv } from '../../fixtures/census';

let folder = '';
let opened: NodeWorkspace;
let dataset: Artifact;
let trees: TrainedModel;

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'temoto-evaluation-'));
	await writeFile(path.join(folder, 'census.csv'), censusCsv(1200, 1));
	opened = await openWorkspace();
	({ dataset } = await importTable(
		opened.workspace,
		{ name: 'census.csv', path: path.join(folder, 'census.csv') },
		{}
	));
	trees = await train({ params: { rounds: 20 } });
});
afterAll(async () => {
	await opened.close();
	await rm(folder, { recursive: true });
});
const train = (change: object) =>
	trainModel(opened.workspace, dataset, { target: 'income', estimator: 'trees', ...change });

describe('the held-out rows of a run', () => {
	it('come with the truth of their own rows', async () => {
		const held = await readHeldOutRows(opened.workspace, trees.run, false);
		expect(held?.rows.truth.length).toBe(trees.result.rows.test);
		const { truth, answers } = held?.rows ?? { truth: new Float64Array(0), answers: new Float64Array(0) };
		const hits = truth.filter((own, row) => (answers[row * 2 + 1] ?? 0) >= 0.5 === (own === 1)).length;
		expect(hits / truth.length).toBeCloseTo(trees.result.metrics['accuracy'] ?? 0, 12);
	});

	it('are not there for a run that held none out', async () => {
		const { run } = await train({ params: { rounds: 2 }, testFraction: 0 });
		expect(await readHeldOutRows(opened.workspace, run, false)).toBeNull();
		expect(await compareRuns(opened.workspace, trees.run, run)).toBeNull();
	});

	it.each(['platt', 'isotonic'] as const)(
		'tell what calibration by %s did, as measured when it was trained',
		async (calibrate) => {
			const { run, result } = await train({ params: { rounds: 20 }, calibrate });
			const found = await evaluateRun(opened.workspace, run, { isWeighted: false, positive: null, seed: 0 });
			const { before, binary } = found?.evaluation ?? {};
			expect(before?.logLoss).toBeCloseTo(result.rawMetrics?.['logLoss'] ?? NaN, 10);
			expect(before?.brier).toBeCloseTo(result.rawMetrics?.['brier'] ?? NaN, 10);
			expect(binary?.figures.logLoss.value).toBeCloseTo(result.metrics['logLoss'] ?? NaN, 10);
			expect(before?.calibration.bins).not.toEqual(binary?.calibration.bins);
		}
	);

	it('of a run that was not calibrated are the only ones', async () => {
		const found = await evaluateRun(opened.workspace, trees.run, { isWeighted: false, positive: null, seed: 0 });
		expect(found?.evaluation.before).toBeNull();
	});

	it('compare two runs by the figures each was measured with', async () => {
		const linear = await train({ estimator: 'linear' });
		const found = await compareRuns(opened.workspace, trees.run, linear.run);
		expect(found?.rows).toBe(trees.result.rows.test);
		for (const metric of ['auc', 'logLoss', 'brier', 'accuracy'] as const) {
			const compared = found?.metrics.find((each) => each.metric === metric);
			expect(compared?.a, metric).toBeCloseTo(trees.result.metrics[metric] ?? NaN, 10);
			expect(compared?.b, metric).toBeCloseTo(linear.result.metrics[metric] ?? NaN, 10);
		}
	});
});
