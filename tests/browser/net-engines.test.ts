import { describe, expect, it } from 'vitest';
import { openGpu } from '$lib/engines/webgpu/device';
import { compileKernels } from '$lib/engines/webgpu/kernels';
import { fitMlp } from '$lib/engines/webgpu/mlp';
import type { EngineName } from '$lib/core/train/job';
import { loadNetsKernel } from '$lib/engines/kernels/load';
import { fitMlp as fitKernels } from '$lib/engines/kernels/mlp';
import { useBackend } from '$lib/engines/tfjs/backend';
import { fitMlp as fitTfjs } from '$lib/engines/tfjs/mlp';
import type { Fit } from '$lib/core/train/problem';
import { differences, fitPlainly, gradientStep, keepingHooks, netCase } from '../unit/train/net-problem';

const openWebGpu = async (): Promise<Fit> => {
	const gpu = await openGpu();
	const kernels = await compileKernels(gpu.device);
	return (problem, hooks) => fitMlp({ gpu, kernels }, problem, hooks);
};
const openTfjs = (engine: EngineName) => async (): Promise<Fit> => {
	await useBackend(engine);
	return fitTfjs;
};
const engines = {
	kernels: async (): Promise<Fit> => {
		const kernel = await loadNetsKernel();
		return (problem, hooks) => fitKernels(kernel, problem, hooks);
	},
	webgpu: openWebGpu,
	'tfjs-cpu': openTfjs('tfjs-cpu'),
	'tfjs-wasm': openTfjs('tfjs-wasm'),
	'tfjs-webgpu': openTfjs('tfjs-webgpu')
};

const cases = [
	['dense layers', 'squared', { embedding: 0 }],
	['two classes, Adam, embeddings', 'logistic', { embedding: 4 }],
	[
		'three classes, everything',
		'softmax',
		{ embedding: 4, batchNorm: 'on', dropout: 0.3, clip: 0.5, optimiser: 'adamw', schedule: 'one-cycle', batch: 64 }
	],
	[
		'SGD, batch norm',
		'squared',
		{ embedding: 5, batchNorm: 'on', optimiser: 'sgd', schedule: 'cosine', learningRate: 0.05 }
	]
] as const;

describe.each(Object.entries(engines))('%s', (_, open) => {
	it.each(cases)('steps as the plain reference does: %s', async (__, loss, settings) => {
		const made = netCase(loss, { hidden: '7,5', epochs: 4, batch: 32, learningRate: 0.01, ...settings });
		const fit = await open();
		const hooks = keepingHooks();
		await fit(made.problem, hooks);
		const { net, losses } = fitPlainly(made);
		losses.forEach(([train, test], at) => {
			expect(hooks.losses[at]?.train).toBeCloseTo(train, 4);
			expect(hooks.losses[at]?.test).toBeCloseTo(test, 4);
		});
		const last = hooks.states.at(-1)?.arrays;
		net.parameters.forEach((value, at) => expect(last?.['parameters']?.[at]).toBeCloseTo(value, 3));
		net.stats.forEach((value, at) => expect(last?.['stats']?.[at]).toBeCloseTo(value, 3));
	});

	it.each(['squared', 'logistic', 'softmax'] as const)('has the gradients of finite differences: %s', async (loss) => {
		const made = netCase(loss, { hidden: '6,5', embedding: 3, batchNorm: 'on', dropout: 0.2, ...gradientStep });
		const hooks = keepingHooks();
		await (
			await open()
		)(made.problem, hooks);
		const end = hooks.states[0]?.arrays['parameters'];
		const { start, slopes } = differences(made);
		slopes.forEach((slope, at) => expect((start[at] ?? NaN) - (end?.[at] ?? NaN)).toBeCloseTo(slope, 4));
	});

	it('goes on from a kept state to the same bits, and keeps the best step', async () => {
		const settings = { embedding: 4, batchNorm: 'on', dropout: 0.3, schedule: 'cosine', patience: 2 };
		const { problem } = netCase('softmax', { hidden: '7,5', epochs: 4, batch: 32, ...settings });
		const fit = await open();
		const whole = keepingHooks();
		const model = await fit(problem, whole);
		expect(await fit(problem, keepingHooks(whole.states[1]))).toEqual(model);
		const best = keepingHooks(null, 2);
		const kept = await fit(problem, best);
		expect(kept).not.toEqual(model);
		expect(await fit(problem, keepingHooks(best.states[2], 2))).toEqual(kept);
	});
});

describe.each(['webgpu', 'tfjs-wasm', 'tfjs-webgpu'] as const)('%s', (engine) => {
	it('times each of its steps, from when the device could begin it until it was done', async () => {
		const { problem } = netCase('logistic', { hidden: '7', epochs: 2, batch: 32 });
		const hooks = keepingHooks();
		const began = hooks.recorder.now;
		await (
			await engines[engine]()
		)(problem, { ...hooks, looks: (step) => step === 2 });
		const { steps } = hooks.recorder.profile();
		expect(steps.count).toBe(6);
		expect(steps.ms.every((ms) => ms > 0)).toBe(true);
		expect(steps.end).toEqual(steps.end.toSorted());
		expect(steps.ms.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(hooks.recorder.now - began);
	});
});

describe('webgpu', () => {
	it('says that the device was lost in the middle of a fit, what was kept before stays', async () => {
		const gpu = await openGpu();
		const kernels = await compileKernels(gpu.device);
		const { problem } = netCase('logistic', { hidden: '7', epochs: 4, batch: 32 });
		const hooks = keepingHooks();
		const fit = fitMlp({ gpu, kernels }, problem, {
			...hooks,
			step: (losses) => {
				if (losses.step === 3) gpu.device.destroy();
				return hooks.step(losses);
			}
		});
		await expect(fit).rejects.toMatchObject({ code: 'device/gpu-lost' });
		expect(hooks.states.map(({ step }) => step)).toEqual([1, 2]);
		expect(gpu.isLost).toBe(true);
	});

	it('times its phases on the device where it can', async () => {
		const gpu = await openGpu();
		const kernels = await compileKernels(gpu.device);
		const { problem } = netCase('logistic', { hidden: '7', epochs: 2, batch: 32 });
		const hooks = keepingHooks();
		await fitMlp({ gpu, kernels }, problem, hooks);
		const { names, workers, totals } = hooks.recorder.profile();
		const timed = totals.filter(({ worker }) => workers[worker] === 'gpu').map(({ name }) => names[name]?.name);
		expect(timed.toSorted()).toEqual(gpu.hasTimestamps ? ['backward', 'forward', 'steps', 'update'] : []);
	});
});
