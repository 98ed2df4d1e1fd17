import '@tensorflow/tfjs-backend-cpu';
import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '$lib/core/random';
import { predictRows } from '$lib/core/train/predict';
import { breathe, createKernelTrainer } from '$lib/engines/kernels/trainer';
import { createTfjsTrainer } from '$lib/engines/tfjs/trainer';
import { jobOn, table } from './jobs';

const random = seededRandom(8);
const a = Array.from({ length: 600 }, () => random() * 4);
const columns = table({
	a,
	b: a.map(() => random()),
	number: a.map((x) => 20 + 3 * x),
	two: a.map((x) => (x > 2 ? 'high' : 'low')),
	three: a.map((x) => (x > 3 ? 'high' : x > 1 ? 'middle' : 'low'))
});

describe('tfjs trains the same net as the kernels', () => {
	it.each([
		['number', 'regression'],
		['two', 'classification'],
		['three', 'classification']
	] as const)('for %s (%s), and leaves no tensor behind', async (target, task) => {
		const ignore = ['number', 'two', 'three'];
		const params = { hidden: '12,7', epochs: 4, batch: 64 };
		const job = jobOn(columns, target, { task, estimator: 'mlp', params, ignore, engine: 'tfjs-cpu' });
		const trainer = createTfjsTrainer(breathe);
		const ours = await createKernelTrainer().train({ ...job, engine: 'kernels' });
		const before = memory().numTensors;
		const theirs = await trainer.train(job);
		expect(memory().numTensors).toBe(before);
		expect(theirs.engine).toBe('tfjs-cpu');
		const wanted = predictRows(ours.model, columns);
		predictRows(theirs.model, columns).forEach((value, at) => expect(value).toBeCloseTo(wanted[at] ?? NaN, 2));
		theirs.curve.forEach(({ trainLoss, testLoss }, at) => {
			expect(trainLoss / (ours.curve[at]?.trainLoss ?? NaN)).toBeCloseTo(1, 2);
			expect((testLoss ?? NaN) / (ours.curve[at]?.testLoss ?? NaN)).toBeCloseTo(1, 2);
		});
	});

	it('and refuses what it does not train', async () => {
		const job = jobOn(columns, 'two', { engine: 'tfjs-cpu' });
		await expect(createTfjsTrainer(breathe).train(job)).rejects.toMatchObject({ code: 'model/unsupported' });
	});
});
