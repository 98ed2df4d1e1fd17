import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '$lib/core/errors';
import type { Trainer, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { fitLinear } from '$lib/engines/kernels/linear';
import { kernelHash, loadNetsKernel } from '$lib/engines/kernels/load';
import { discardInterrupted, listInterrupted } from '$lib/workbench/interrupted-run';
import { createProject, exportProject, namedBlobs } from '$lib/workbench/project';
import { importTable } from '$lib/workbench/table';
import { resumeRun, trainModel, type RunEvent } from '$lib/workbench/train';
import { main } from '../../../src/cli/main';
import { openWorkspace, type NodeWorkspace } from '../../../src/cli/workspace';
import { censusCsv } from '../../fixtures/census';
import { slowTrainer } from './slow-trainer';

let folder = '';
let opened: NodeWorkspace;
let workspace: Workspace;
let dataset: Artifact;
const trainer = slowTrainer(async (problem, hooks) => fitLinear(await loadNetsKernel(), problem, hooks));
const spec = { target: 'income', estimator: 'linear', params: { iterations: 9 } } as const;

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'temoto-interrupted-'));
	await writeFile(path.join(folder, 'census.csv'), censusCsv(400, 1));
	opened = await openWorkspace();
});
beforeEach(async () => {
	const { id } = await createProject(opened.workspace, 'interrupted');
	workspace = { ...opened.workspace, trainer, project: id };
	({ dataset } = await importTable(workspace, { name: 'census.csv', path: path.join(folder, 'census.csv') }, {}));
});
afterAll(async () => {
	await opened.close();
	await rm(folder, { recursive: true });
});

/** A worker that is killed once where it stands has been told so many times. */
function killedAfter(states: number, of = trainer): Trainer {
	return {
		train: (job, signal, onEvent, finish) =>
			new Promise((resolve, reject) => {
				let told = 0;
				const rest = of.train(
					job,
					signal,
					(event) => {
						if (event.type === 'state' && ++told > states) reject(new AppError('worker/crashed', { worker: 'train' }));
						else if (told <= states) onEvent?.(event);
					},
					finish
				);
				rest.then(resolve, reject);
			})
	};
}

describe('a run whose worker is killed', () => {
	it.each([
		['in the fit', 2, 'fit'],
		['in the refit', 10, 'refit']
	])('%s goes on to the model of a run that was not', async (_, states, phase) => {
		await expect(trainModel({ ...workspace, trainer: killedAfter(states) }, dataset, spec)).rejects.toMatchObject({
			code: 'worker/crashed'
		});
		const [cut, ...others] = await listInterrupted(workspace);
		if (!cut) throw new Error('nothing was kept');
		expect(others).toEqual([]);
		expect(cut).toMatchObject({ name: 'income linear', phase, spec, dataset: dataset.id, total: 9 });
		expect(await namedBlobs(workspace)).toContain(cut.blob);

		const events: RunEvent[] = [];
		const rest = await resumeRun(workspace, cut, undefined, (event) => events.push(event));
		expect(events).toContainEqual(expect.objectContaining({ type: 'resumed', phase, step: cut.step }));
		expect(await listInterrupted(workspace)).toEqual([]);
		expect(await workspace.blobs.has(cut.blob)).toBe(false);

		const { id } = await createProject(opened.workspace, 'whole');
		const other = { ...workspace, project: id };
		const file = path.join(folder, 'census.csv');
		const whole = await trainModel(
			other,
			(await importTable(other, { name: 'census.csv', path: file }, {})).dataset,
			spec
		);
		expect(rest.model.blobs['archive']).toBe(whole.model.blobs['archive']);
		expect(rest.run.blobs['test-predictions']).toBe(whole.run.blobs['test-predictions']);
		const { key, metrics, curve, bestStep } = whole.result;
		expect(rest.result).toMatchObject({ key, metrics, curve, bestStep });
	});

	it('leaves nothing of it in a project file, and nothing at all once it is discarded', async () => {
		await trainModel({ ...workspace, trainer: killedAfter(1) }, dataset, spec).catch(() => undefined);
		const [cut] = await listInterrupted(workspace);
		if (!cut) throw new Error('nothing was kept');
		const entries = await workspace.archive.unpack(await exportProject(workspace, 'p'), 1e9);
		expect(new TextDecoder().decode(entries.get('manifest.json'))).not.toContain('interrupted');
		expect([...entries.keys()]).not.toContain(`blobs/${cut.blob}`);
		await discardInterrupted(workspace, cut.key);
		expect(await listInterrupted(workspace)).toEqual([]);
		expect(await workspace.blobs.has(cut.blob)).toBe(false);
	});

	it('says so when its table is gone', async () => {
		await trainModel({ ...workspace, trainer: killedAfter(1) }, dataset, spec).catch(() => undefined);
		const [cut] = await listInterrupted(workspace);
		if (!cut) throw new Error('nothing was kept');
		await expect(resumeRun(workspace, { ...cut, dataset: 'gone' })).rejects.toMatchObject({ code: 'project/missing' });
	});
});

describe('temoto train --project, killed', () => {
	it('leaves where it stood beside the project, goes on when it is given again, and clears up', async () => {
		const project = path.join(folder, 'p.temoto');
		const store = `${project}.unfinished`;
		const own = slowTrainer(
			async (problem, hooks) => fitLinear(await loadNetsKernel(), problem, hooks),
			await kernelHash('nets')
		);
		const first = await openWorkspace({ store });
		const file = path.join(folder, 'census.csv');
		const { dataset: table } = await importTable(first.workspace, { name: 'census.csv', path: file }, {});
		const killed = { ...first.workspace, trainer: killedAfter(3, own) };
		await expect(trainModel(killed, table, spec)).rejects.toMatchObject({ code: 'worker/crashed' });
		await first.close();
		expect(existsSync(store)).toBe(true);

		let told = '';
		const io = { out: () => undefined, error: (text: string) => void (told += text), isTerminal: false };
		const asked = ['train', file, '--target', 'income', '--estimator', 'linear', '--param', 'iterations=9'];
		const output = ['--project', project, '-o', path.join(folder, 'm.temoto-model'), '--json'];
		expect(await main([...asked, ...output], io)).toBe(0);
		expect(told).toMatch(/goes on after step \d/);
		expect(existsSync(store)).toBe(false);
		expect(existsSync(project)).toBe(true);
	});
});

describe('a run that ends otherwise', () => {
	it('leaves no state when a person stops it', async () => {
		const controller = new AbortController();
		const running = trainModel(workspace, dataset, spec, controller.signal, (event) => {
			if (event.type === 'step' && event.step === 4) controller.abort();
		});
		await expect(running).rejects.toMatchObject({ name: 'AbortError' });
		expect(await listInterrupted(workspace)).toEqual([]);
	});

	it('goes on when where it stands cannot be stored, and says so', async () => {
		const events: RunEvent[] = [];
		const full = {
			...workspace.blobs,
			put: () => Promise.reject(new AppError('storage/quota', { needed: 1, free: 0 }))
		};
		let isFull = true;
		const blobs = {
			...workspace.blobs,
			put: (bytes: Uint8Array) => (isFull ? full.put() : workspace.blobs.put(bytes))
		};
		const trained = await trainModel({ ...workspace, blobs }, dataset, spec, undefined, (event) => {
			events.push(event);
			if (event.type === 'unkept') isFull = false;
		});
		expect(events.filter(({ type }) => type === 'unkept').length).toBe(1);
		expect(trained.result.curve.length).toBe(9);
	});

	it('is kept as a run of its steps when a person ends it, and is no answer to the whole one', async () => {
		const finish = new AbortController();
		const ended = await trainModel(
			workspace,
			dataset,
			spec,
			undefined,
			(event) => {
				if (event.type === 'step' && event.step === 4) finish.abort();
			},
			undefined,
			finish.signal
		);
		const { stopAfter, stoppedBy, curve } = ended.result;
		expect([stopAfter, stoppedBy]).toEqual([curve.length, 'person']);
		expect(curve.length).toBeLessThan(9);
		const same = await trainModel(workspace, dataset, { ...spec, stopAfter: curve.length });
		expect(same.isCached).toBe(true);
		expect((await trainModel(workspace, dataset, spec)).isCached).toBe(false);
	});
});
