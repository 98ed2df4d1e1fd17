import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPorts } from '$lib/app';
import { Session } from '$lib/state/session.svelte';
import { ModelsState } from '$lib/state/models.svelte';
import { TrainState } from '$lib/state/train.svelte';
import { importTable } from '$lib/workbench/table';
import { censusCsv } from '../fixtures/census';

const texts = { training: (name: string) => name, measuring: 'measuring' };
let session: Session;
let train: TrainState;

beforeAll(async () => {
	session = new Session(openPorts());
	await session.ensureProject(`train ${Date.now()}`);
	const blob = new Blob([censusCsv(2000, 1)]);
	await importTable(session.workspace, { name: 'census.csv', blob }, {});
	await session.refresh();
	train = new TrainState(session);
}, 60_000);
afterAll(() => session.close());

describe('the train state, on the real workers', () => {
	it('proposes the last column that can be predicted', () => {
		expect(train.form.dataset?.name).toBe('census');
		expect(train.form.target).toBe('income');
	});

	it('trains, keeps the run and its model, and finds the same run again', async () => {
		train.form.params = { rounds: 10 };
		await train.train(texts);
		expect(train.error).toBeNull();
		expect(train.runs.all.length).toBe(1);
		expect(train.runs.shown?.meta.curve.length).toBe(10);
		await train.profile.load(train.runs.shown);
		expect(train.profile.profile?.steps.count).toBe(20);
		await train.train(texts);
		expect(train.isCached).toBe(true);
		expect(train.runs.all.length).toBe(1);
	});

	it('goes on while nobody looks, stops when told, and loses nothing kept', async () => {
		train.form.params = { rounds: 9000 };
		const running = train.train(texts);
		await expect.poll(() => (train.live?.points.length ?? 0) > 2, { timeout: 30_000 }).toBe(true);
		expect(session.tasks.running.length).toBe(1);
		train.cancel();
		await running;
		expect(train.error).toBeNull();
		expect(train.live).toBeNull();
		expect(train.runs.all.length).toBe(1);
	});

	it('refuses before it starts when a setting cannot be', async () => {
		train.form.params = { leaves: 1 };
		await train.train(texts);
		expect(train.error).toMatchObject({ code: 'train/params-invalid' });
	});

	it('proposes what was trained on last, though a newer table came', async () => {
		const blob = new Blob(['code,year\nA1,2001\nA2,2002\nA3,2003\n']);
		await importTable(session.workspace, { name: 'years.csv', blob }, {});
		await session.refresh();
		const later = new TrainState(session);
		expect(later.form.datasets[0]?.name).toBe('years');
		expect(later.form.dataset?.name).toBe('census');
		expect(later.form.target).toBe('income');
		later.chooseDataset(later.form.datasets[0]?.id ?? '');
		expect(later.form.target).toBe('year');
	});

	it('tries a change on a run and puts both side by side', async () => {
		const [first] = train.runs.all;
		if (!first) throw new Error('no run');
		await train.tryChange(first, { rounds: 4 }, texts);
		expect(train.comparison.runs.map(({ meta }) => meta.params['rounds'])).toEqual([10, 4]);
	});

	it('measures engines once and trains a net on the fastest', async () => {
		train.form.estimator = 'mlp';
		train.form.params = { epochs: 2 };
		await train.train(texts);
		expect(train.choice?.measured.map(({ engine }) => engine)).toEqual(['kernels', 'webgpu', 'tfjs-webgpu']);
		expect(train.choice?.net).toMatchObject({ hidden: '64,32', batch: 128 });
		expect(train.runs.shown?.meta.engine).toBe(train.choice?.engine);
	});

	it('shows the model in the registry: parity, lineage, a package', async () => {
		const models = new ModelsState(session);
		const kept = models.selected;
		if (!kept) throw new Error('no model');
		await models.open(kept.artifact);
		expect(models.content?.target).toBe('income');
		expect(models.lineage.map(({ artifact }) => artifact.type)).toEqual(['dataset', 'run', 'model']);
		await models.checkParity(kept, 'parity');
		expect(models.parity?.largest).toBeLessThan(1e-5);
		const version = await models.nextVersion(kept);
		await models.makePackage(kept, { version, expiresAt: Date.now() + 1e9 }, 'package');
		expect(models.selected?.packages.length).toBe(1);
		expect(await models.nextVersion(kept)).toBe(version + 1);
		expect((await models.file('onnx', kept.artifact)).length).toBeGreaterThan(1000);
	});
});
