import '@tensorflow/tfjs-backend-cpu';
import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { useBackend } from '$lib/engines/tfjs/backend';
import { fitMlp } from '$lib/engines/tfjs/mlp';
import { createTfjsTrainer } from '$lib/engines/tfjs/trainer';
import { breathe } from '$lib/engines/kernels/trainer';
import { jobOn, table } from './jobs';
import { fitPlainly, keepingHooks, netCase } from './net-problem';

const everything = { embedding: 4, batchNorm: 'on', dropout: 0.3, clip: 0.5, optimiser: 'adamw', schedule: 'step' };

describe('tfjs', () => {
	it.each(['squared', 'logistic', 'softmax'] as const)(
		'steps as the plain reference does and leaves no tensor behind: %s',
		async (loss) => {
			await useBackend('tfjs-cpu');
			const before = memory().numTensors;
			const made = netCase(loss, { hidden: '7,5', epochs: 3, batch: 32, ...everything });
			const hooks = keepingHooks(null, 2);
			await fitMlp(made.problem, hooks);
			expect(memory().numTensors).toBe(before);
			const { net, losses } = fitPlainly(made);
			losses.forEach(([train, test], at) => {
				expect(hooks.losses[at]?.train).toBeCloseTo(train, 5);
				expect(hooks.losses[at]?.test).toBeCloseTo(test, 5);
			});
			const last = hooks.states.at(-1)?.arrays['parameters'];
			net.parameters.forEach((value, at) => expect(last?.[at]).toBeCloseTo(value, 4));
		}
	);

	it('leaves no tensor behind when it is stopped in the middle', async () => {
		await useBackend('tfjs-cpu');
		const before = memory().numTensors;
		const { problem } = netCase('logistic', { hidden: '7', epochs: 3, batch: 32, ...everything });
		let pauses = 0;
		const pause = () => (++pauses > 4 ? Promise.reject(new Error('stopped')) : Promise.resolve());
		await expect(fitMlp(problem, { ...keepingHooks(), pause })).rejects.toThrow('stopped');
		expect(memory().numTensors).toBe(before);
	});

	it('refuses what it does not train', async () => {
		const columns = table({ a: [1, 2, 3, 4], two: ['x', 'y', 'x', 'y'] });
		const job = jobOn(columns, 'two', { engine: 'tfjs-cpu' });
		await expect(createTfjsTrainer(breathe).train(job)).rejects.toMatchObject({ code: 'train/engine-unsuited' });
	});
});
