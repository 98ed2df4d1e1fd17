import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readModelMeta } from '$lib/core/model/model-meta';
import { modelsInUse, thresholdOf } from '$lib/core/model/threshold';
import type { Artifact } from '$lib/core/project/artifact';
import { toRows } from '$lib/core/table/columns';
import { listArtifacts } from '$lib/workbench/artifact';
import { modelCard, writeCardWords } from '$lib/workbench/card';
import { compareRuns } from '$lib/workbench/evaluate';
import { judgeRows } from '$lib/workbench/judged-rows';
import { openModel, predictTable } from '$lib/workbench/model';
import { packageModel } from '$lib/workbench/model-card';
import { readPackage } from '$lib/workbench/edge';
import { checkParity } from '$lib/workbench/parity';
import { reproduceRun } from '$lib/workbench/reproduce';
import type { TrainedModel } from '$lib/workbench/run';
import { gatherRunReport } from '$lib/workbench/run-report';
import { importTable, openTable } from '$lib/workbench/table';
import { trainModel } from '$lib/workbench/train';
import { useThreshold } from '$lib/workbench/use-threshold';
import { openWorkspace, type NodeWorkspace } from '../../../src/cli/workspace';
import { censusCsv } from '../../fixtures/census';

const at = 0.27;
let folder = '';
let opened: NodeWorkspace;
let dataset: Artifact;
let trained: TrainedModel;
let used: Artifact;

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'temoto-threshold-'));
	await writeFile(path.join(folder, 'census.csv'), censusCsv(600, 1));
	opened = await openWorkspace();
	const { workspace } = opened;
	({ dataset } = await importTable(workspace, { name: 'census.csv', path: path.join(folder, 'census.csv') }, {}));
	trained = await trainModel(workspace, dataset, { target: 'income', estimator: 'linear', params: { iterations: 20 } });
	await writeCardWords(workspace, trained.model, {
		...{ schemaVersion: 1, intendedUse: 'to try', notFor: '', considerations: '', contact: '' }
	});
	used = await useThreshold(workspace, trained.run, at);
});
afterAll(async () => {
	await opened.close();
	await rm(folder, { recursive: true });
});

const inUse = async () => modelsInUse(await listArtifacts(opened.workspace)).map(({ id }) => id);

describe('a threshold that is used', () => {
	it('stands beside the run and the model it was made from, which stay to the bit', async () => {
		const { workspace } = opened;
		const kept = await listArtifacts(workspace);
		expect(kept).toContainEqual(trained.run);
		expect(kept).toContainEqual(trained.model);
		expect(used.parents).toEqual({ ...trained.model.parents, model: trained.model.id });
		expect(await inUse()).toEqual([used.id]);
		expect(await reproduceRun(workspace, trained.run)).toMatchObject({ isIdentical: true, differing: [] });
		// and the run is not repeated for it
		const again = await trainModel(workspace, dataset, {
			...{ target: 'income', estimator: 'linear', params: { iterations: 20 } }
		});
		expect([again.isCached, again.model.id]).toEqual([true, trained.model.id]);
		expect((await openModel(workspace, trained.model)).model).not.toHaveProperty('threshold');
	});

	it('is what predictions go by: the table, the package, and the plain path beside the graph', async () => {
		const { workspace } = opened;
		const [no = '', yes = ''] = trained.result.classes;
		const rows = toRows(await predictTable(workspace, used, await openTable(workspace, dataset)));
		let between = 0;
		for (const row of rows) {
			const share = Number(row[`probability_${yes}`]);
			expect(row['prediction']).toBe(share >= at ? yes : no);
			if (share >= at && share < 0.5) between += 1;
		}
		expect(between).toBeGreaterThan(20);
		expect((await checkParity(workspace, used, dataset)).changed).toBe(0);
		const bundle = await packageModel(workspace, used, dataset, { version: 1, expiresAt: Date.now() + 1e9 });
		const { files } = await readPackage(workspace, await workspace.blobs.get(bundle.blobs['package'] ?? ''));
		expect(files.get('model.onnx')).toEqual((await openModel(workspace, used)).device.onnx);
		expect(new TextDecoder().decode(files.get('model.json'))).toContain(`"threshold":${at}`);
	});

	it('is what held-out rows are called by, and the figures measured by, counted by hand', async () => {
		const { workspace } = opened;
		const [no = '', yes = ''] = trained.result.classes;
		const judged = await judgeRows(workspace, { dataset, model: used, run: trained.run, label: 'income' });
		const rows = toRows(await workspace.sql.query(`SELECT * FROM ${judged?.relation}`));
		const cells = { tp: 0, fp: 0, fn: 0, tn: 0 };
		for (const row of rows) {
			const isCalled = Number(row[judged?.score ?? '']) >= at;
			expect(row[judged?.predicted ?? '']).toBe(isCalled ? yes : no);
			cells[`${(row['income'] === yes) === isCalled ? 't' : 'f'}${isCalled ? 'p' : 'n'}`] += 1;
		}
		const { tp, fp, fn, tn } = cells;
		const metrics = readModelMeta(used)?.metrics ?? {};
		expect(metrics['accuracy']).toBeCloseTo((tp + tn) / rows.length, 12);
		expect(metrics['recall']).toBeCloseTo(tp / (tp + fn), 12);
		expect(metrics['precision']).toBeCloseTo(tp / (tp + fp), 12);
		expect(metrics['f1']).toBeCloseTo((2 * tp) / (2 * tp + fp + fn), 12);
		expect(metrics['auc']).toBe(trained.result.metrics['auc']);
		expect(metrics['recall']).toBeGreaterThan(trained.result.metrics['recall'] ?? 1);
		const paired = await compareRuns(workspace, trained.run, trained.run);
		expect(paired?.metrics.find(({ metric }) => metric === 'accuracy')?.a).toBeCloseTo((tp + tn) / rows.length, 12);
		const report = await gatherRunReport(workspace, trained.run, []);
		expect([report.threshold, report.meta.metrics]).toEqual([at, metrics]);
		const card = await modelCard(workspace, used);
		expect([card.about.threshold, card.training?.metrics, card.words.intendedUse]).toEqual([at, metrics, 'to try']);
	});

	it('can be changed and taken back, the one chosen last in use', async () => {
		const { workspace } = opened;
		expect(await useThreshold(workspace, trained.run, at)).toEqual(used);
		const other = await useThreshold(workspace, trained.run, 0.6);
		expect([thresholdOf(other), await inUse()]).toEqual([0.6, [other.id]]);
		expect(other.parents['model']).toBe(trained.model.id);
		const back = await useThreshold(workspace, trained.run, null);
		expect([back.id, back.blobs, await inUse()]).toEqual([trained.model.id, trained.model.blobs, [trained.model.id]]);
		expect((await useThreshold(workspace, trained.run, at)).id).toBe(used.id);
		expect(await inUse()).toEqual([used.id]);
	});

	it('is refused for numbers', async () => {
		const { run } = await trainModel(opened.workspace, dataset, { target: 'age', estimator: 'linear' });
		await expect(useThreshold(opened.workspace, run, 0.3)).rejects.toThrow('model/no-threshold');
	});
});
