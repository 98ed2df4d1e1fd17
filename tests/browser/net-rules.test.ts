import { describe, expect, it } from 'vitest';
import type { RuleId } from '$lib/core/profile/rules/catalogue';
import type { TensorFacts } from '$lib/core/profile/tensor-facts';
import type { EngineName, TrainJob } from '$lib/core/train/job';
import type { Fit } from '$lib/core/train/problem';
import { runTraining } from '$lib/core/train/run';
import { loadNetsKernel } from '$lib/engines/kernels/load';
import { fitMlp as fitKernels } from '$lib/engines/kernels/mlp';
import { useBackend } from '$lib/engines/tfjs/backend';
import { fitMlp as fitTfjs } from '$lib/engines/tfjs/mlp';
import { openGpu } from '$lib/engines/webgpu/device';
import { compileKernels } from '$lib/engines/webgpu/kernels';
import { fitMlp as fitWebGpu } from '$lib/engines/webgpu/mlp';
import { jobOn, sane, table } from '../unit/train/jobs';
import { keepingHooks, netCase, readFacts } from '../unit/train/net-problem';

const openKernels = async (): Promise<Fit> => {
	const kernel = await loadNetsKernel();
	return (problem, hooks) => fitKernels(kernel, problem, hooks);
};
const openTfjs = (engine: EngineName) => async (): Promise<Fit> => {
	await useBackend(engine);
	return fitTfjs;
};
const engines: readonly [EngineName, () => Promise<Fit>][] = [
	[
		'webgpu',
		async () => {
			const gpu = await openGpu();
			const kernels = await compileKernels(gpu.device);
			return (problem, hooks) => fitWebGpu({ gpu, kernels }, problem, hooks);
		}
	],
	['tfjs-wasm', openTfjs('tfjs-wasm')],
	['tfjs-webgpu', openTfjs('tfjs-webgpu')]
];

const few = sane(1200);
const a = Array.from({ length: 400 }, (_, at) => at / 400);
const squares = table({ a, label: a.map((x) => x * x) });
const onFew = (params: TrainJob['params']) =>
	jobOn(few, 'label', { estimator: 'mlp', params: { batch: 256, ...params } });
const fromZeros =
	(fit: Fit): Fit =>
	(problem, hooks) =>
		fit(problem, { ...hooks, restored: { step: 0, numbers: {}, arrays: {} } });
const asIs = (fit: Fit) => fit;

/** A job, what is done to the fit of it, and the rules of tensors that are to fire. */
const faults: readonly [string, TrainJob, (fit: Fit) => Fit, readonly RuleId[]][] = [
	['nothing is wrong', onFew({ epochs: 3 }), asIs, []],
	[
		'values that are no numbers',
		jobOn(squares, 'label', {
			...{ estimator: 'mlp', task: 'regression' },
			params: { learningRate: 10, optimiser: 'sgd', batch: 16, epochs: 1 }
		}),
		asIs,
		['exploding-tensor']
	],
	[
		'weights that begin at 0',
		onFew({ epochs: 3 }),
		fromZeros,
		['vanishing-gradient', 'all-zero', 'poor-initialisation', 'dead-relu']
	],
	['a rate far too high', onFew({ learningRate: 10, epochs: 1 }), asIs, ['update-ratio', 'saturated-activation']],
	['units that never answer again', onFew({ learningRate: 10, epochs: 4, optimiser: 'sgd' }), asIs, ['dead-relu']],
	['weights that stand still', onFew({ learningRate: 1e-12, epochs: 1 }), asIs, ['unchanged-tensor']]
];

describe.each(engines)('%s', (engine, open) => {
	it('shows rules what the kernels show them', async () => {
		const settings = { embedding: 4, batchNorm: 'on', dropout: 0.3, clip: 0.1, learningRate: 0.01 };
		const { problem } = netCase('softmax', { hidden: '7,5', epochs: 2, batch: 32, ...settings });
		const shown = async (fit: Fit) => {
			const seen: (TensorFacts & { step: number })[] = [];
			const hooks = keepingHooks();
			await fit(problem, {
				...hooks,
				looks: (step) => step !== 2,
				show: (step, facts) => {
					seen.push(...facts.map((of) => ({ step, ...readFacts(of) })));
					return step === 5;
				}
			});
			expect(hooks.losses.map(({ step }) => step)).toEqual([1]);
			return seen;
		};
		const seen = await shown(await open());
		const expected = await shown(await openKernels());
		const figures = ['count', 'mean', 'meanAbsolute', 'variance', 'least', 'most', 'zeros', 'notFinite'] as const;
		expect(seen.map(({ step, role, name }) => `${step} ${role} ${name}`)).toEqual(
			expected.map(({ step, role, name }) => `${step} ${role} ${name}`)
		);
		seen.forEach((facts, at) => {
			for (const figure of figures) expect(facts[figure]).toBeCloseTo(expected[at]?.[figure] ?? NaN, 3);
			expect(facts.inactive).toEqual(expected[at]?.inactive);
			expect(facts.saturated ?? null).toEqual(expected[at]?.saturated ?? null);
		});
	});

	it.each(faults)('%s', async (_, job, plant, wanted) => {
		const found = new Set<RuleId>();
		const context = { engine, worker: 'train', elapsed: () => 0, breathe: () => Promise.resolve() };
		await runTraining(structuredClone({ ...job, engine }), plant(await open()), context, undefined, (event) => {
			if (event.type === 'finding') found.add(event.finding.rule);
		}).catch((error: unknown) => expect(error).toMatchObject({ code: 'train/diverged' }));
		if (wanted.length === 0) expect([...found]).toEqual([]);
		expect([...found]).toEqual(expect.arrayContaining([...wanted]));
	});
});
