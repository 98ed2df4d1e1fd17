import { describe, expect, it } from 'vitest';
import { AppError } from '$lib/core/errors';
import type { RuleId } from '$lib/core/profile/rules/catalogue';
import type { Finding } from '$lib/core/profile/rules/rule-result';
import { parseRuleSettings } from '$lib/core/profile/rules/settings';
import { seededRandom } from '$lib/core/random';
import type { Columns } from '$lib/core/table/columns';
import type { FitState } from '$lib/core/train/fit-state';
import type { EstimatorName, TrainJob } from '$lib/core/train/job';
import type { Fit } from '$lib/core/train/problem';
import { runTraining } from '$lib/core/train/run';
import { fitKnn } from '$lib/engines/kernels/knn';
import { fitLinear } from '$lib/engines/kernels/linear';
import { loadNetsKernel, loadTreesKernel } from '$lib/engines/kernels/load';
import { fitMlp } from '$lib/engines/kernels/mlp';
import { jobOn, sane, table } from './jobs';
import { fitAlone } from './tree-problem';

const fits: Record<EstimatorName, Fit> = {
	linear: async (problem, hooks) => fitLinear(await loadNetsKernel(), problem, hooks),
	trees: async (problem, hooks) => fitAlone(await loadTreesKernel(), problem, hooks),
	mlp: async (problem, hooks) => fitMlp(await loadNetsKernel(), problem, hooks),
	knn: fitKnn
};

/** A run by the real kernels, on a clock that stands still unless a test lets it pass. */
async function run(job: TrainJob, fit: Fit = fits[job.estimator], clock = { now: 0 }) {
	const told: Finding[] = [];
	const context = {
		engine: 'kernels' as const,
		worker: 'train',
		elapsed: () => clock.now,
		breathe: () => Promise.resolve()
	};
	const done = await runTraining(job, fit, context, undefined, (event) => {
		if (event.type === 'finding') told.push(event.finding);
	}).catch((error: unknown) => error);
	const checks = done instanceof Error || !done || typeof done !== 'object' || !('checks' in done) ? null : done;
	return { told, found: told.map(({ rule }) => rule), done, result: checks };
}

const firing = (told: readonly Finding[], id: RuleId) => told.find(({ rule }) => rule === id);
const jobFor = (estimator: EstimatorName, columns: Columns, params: TrainJob['params'] = {}, rules: string[] = []) =>
	jobOn(columns, 'label', {
		estimator,
		params: estimator === 'mlp' ? { batch: 256, ...params } : params,
		rules: parseRuleSettings(rules)
	});

describe('a run that goes well sets off no rule', () => {
	it.each(['linear', 'trees', 'mlp', 'knn'] as const)('%s with its defaults', async (estimator) => {
		const { found, result } = await run(jobFor(estimator, sane(estimator === 'knn' ? 3000 : 16_000)));
		expect(found).toEqual([]);
		expect(result).not.toBeNull();
	});
});

describe('a planted fault of a net is found, named and placed', () => {
	const few = sane(1200);

	it('values that are no numbers: told before the run breaks off', async () => {
		const random = seededRandom(4);
		const a = Array.from({ length: 400 }, () => random());
		const squares = table({ a, label: a.map((x) => x * x) });
		const wild = { learningRate: 10, optimiser: 'sgd', batch: 16 };
		const { told, done } = await run({
			...jobOn(squares, 'label', { estimator: 'mlp', task: 'regression', params: wild })
		});
		expect(firing(told, 'exploding-tensor')).toMatchObject({ severity: 'high', first: { step: 1, limit: 0 } });
		expect(firing(told, 'exploding-tensor')?.first?.tensor).toMatch(/^layer \d$/);
		expect(done instanceof AppError && done.code).toBe('train/diverged');
	});

	it('a net that explodes: the loss jumps, and the updates are out of proportion', async () => {
		const { told } = await run(jobFor('mlp', few, { learningRate: 5, epochs: 6, optimiser: 'sgd' }));
		expect(firing(told, 'exploding-loss')).toMatchObject({
			first: { step: 2, batch: null },
			suggestion: { learningRate: 0.5 }
		});
		const adam = await run(jobFor('mlp', few, { learningRate: 10, epochs: 1 }));
		expect(firing(adam.told, 'update-ratio')).toMatchObject({ first: { step: 1, batch: 1, limit: 10 } });
	});

	it('dead units: a rate so high that they never answer again', async () => {
		const { told } = await run(jobFor('mlp', few, { learningRate: 10, epochs: 4, optimiser: 'sgd' }));
		expect(firing(told, 'dead-relu')).toMatchObject({ first: { tensor: 'layer 2', limit: 0.5 } });
		expect(firing(told, 'dead-relu')?.first?.value).toBeGreaterThan(0.5);
	});

	it('saturated outputs', async () => {
		const { told } = await run(jobFor('mlp', few, { learningRate: 10, epochs: 1 }));
		expect(firing(told, 'saturated-activation')).toMatchObject({ first: { step: 1, batch: 4, tensor: 'layer 3' } });
	});

	it('a loss that does not fall, and weights that stand still', async () => {
		const { told } = await run(jobFor('mlp', few, { learningRate: 1e-12, epochs: 12 }));
		expect(firing(told, 'loss-not-decreasing')).toMatchObject({ first: { step: 11, limit: 0.1 } });
		expect(firing(told, 'unchanged-tensor')).toMatchObject({ first: { step: 1, batch: 3, tensor: 'layer 3' } });
		expect(firing(told, 'update-ratio')).toMatchObject({ first: { batch: 3, limit: 1e-8 } });
	});

	it('weights that begin at 0: nothing flows, and no gradient comes back', async () => {
		let state: FitState | null = null;
		const keep: Fit = (problem, hooks) =>
			fits.mlp(problem, {
				...hooks,
				checkpoint: async (_, take) => void (state ??= await take())
			});
		await run(jobFor('mlp', few, { epochs: 2 }), keep);
		const zeros: Fit = (problem, hooks) => {
			const arrays = Object.entries(state?.arrays ?? {}).map(([name, { length }]) => [name, new Float32Array(length)]);
			return fits.mlp(problem, { ...hooks, restored: { step: 0, numbers: {}, arrays: Object.fromEntries(arrays) } });
		};
		const { told } = await run(jobFor('mlp', few, { epochs: 3 }), zeros);
		expect(firing(told, 'poor-initialisation')).toMatchObject({ first: { step: 2, batch: 5, tensor: 'layer 1' } });
		expect(firing(told, 'all-zero')).toMatchObject({ first: { batch: 3, value: 1 } });
		expect(firing(told, 'vanishing-gradient')).toMatchObject({ first: { batch: 3, value: 0, limit: 1e-7 } });
	});
});

describe('a planted fault of the data is found', () => {
	it('a table too small: it is learned by heart, and for too long', async () => {
		const { told } = await run(jobFor('trees', sane(160, 3)));
		expect(firing(told, 'overfit')).toMatchObject({ suggestion: { rounds: expect.any(Number) } });
		const { evidence } = firing(told, 'overfit') ?? {};
		expect(evidence?.['bestStep']).toBeLessThan(firing(told, 'overfit')?.first?.step ?? 0);
		expect(firing(told, 'overtraining')).toMatchObject({ first: { value: 20, limit: 20 } });
	});

	it('a rare class that is mostly taken for the other', async () => {
		const random = seededRandom(3);
		const a = Array.from({ length: 3000 }, () => random());
		const label = a.map((_, i) => (i % 12 === 0 ? 'rare' : 'usual'));
		const { told } = await run(jobFor('linear', table({ a, label })));
		expect(firing(told, 'class-imbalance')).toMatchObject({
			first: { value: expect.closeTo(11, 1), limit: 10 },
			suggestion: { classWeights: 'balanced' }
		});
		expect(firing(told, 'confusion')).toMatchObject({
			first: { value: 0, limit: 0.5 },
			evidence: { rows: 63, elsewhere: 1 }
		});
	});

	it('a column that gives the answer away', async () => {
		const columns = sane(1200);
		const label = columns.columns.at(-1);
		const leaked = label ? { ...columns, columns: [...columns.columns, { ...label, name: 'leak' }] } : columns;
		const { told } = await run(jobFor('trees', leaked, { rounds: 25 }));
		expect(firing(told, 'importance-overweight')?.first?.tensor).toMatch(/leak/);
		expect(firing(told, 'importance-overweight')?.looksOf).toBeNull();
	});

	it('trees deeper than wanted', async () => {
		const { told } = await run(jobFor('trees', sane(1200), {}, ['tree-depth:depth=4']));
		expect(firing(told, 'tree-depth')).toMatchObject({
			first: { step: 1, batch: null, tensor: 'tree', limit: 4 },
			suggestion: { leaves: 15 }
		});
	});
});

describe('a planted fault of the machine is found', () => {
	/** An engine of no model: each step costs so many milliseconds by phase, told by `cost`. */
	const engine =
		(
			clock: { now: number },
			count: number,
			cost: (step: number) => Partial<Record<'prepare' | 'forward' | 'update' | 'idle', number>>
		): Fit =>
		({ train }, { recorder, step, pause }) =>
			(async () => {
				for (let at = 1; at <= count; at++) {
					for (const phase of ['prepare', 'forward', 'update', 'idle'] as const) {
						clock.now += cost(at)[phase] ?? 0;
						recorder.lap(phase);
					}
					step({ step: at, total: count, train: 1 / (at + 1), validation: null, test: 1 / (at + 1) });
					await pause();
				}
				return { type: 'linear', weights: [new Array<number>(train.labels.length > 0 ? 1 : 0).fill(0)], bias: [0] };
			})();
	const one = table({
		a: Array.from({ length: 60 }, (_, i) => i),
		label: Array.from({ length: 60 }, (_, i) => (i % 2 ? 'p' : 'q'))
	});
	const costing = async (
		count: number,
		cost: (step: number) => Partial<Record<'prepare' | 'forward' | 'update' | 'idle', number>>
	) => {
		const clock = { now: 0 };
		return run({ ...jobFor('mlp', one) }, engine(clock, count, cost), clock);
	};

	it('a healthy pace sets off nothing', async () => {
		expect((await costing(120, (at) => ({ prepare: 1, forward: 8 + (at % 3), update: 1, idle: 1 }))).found).toEqual([]);
	});
	it('rows that take longer to make ready than to learn from', async () => {
		const { told } = await costing(40, () => ({ prepare: 9, forward: 5, update: 1 }));
		expect(firing(told, 'cpu-bottleneck')).toMatchObject({ first: { step: 10, value: 1, limit: 0.5 } });
	});
	it('batches too small to be worth their update', async () => {
		const { told } = await costing(40, () => ({ prepare: 1, forward: 3, update: 12 }));
		expect(firing(told, 'batch-size')).toMatchObject({ first: { step: 5, value: 0.75 }, suggestion: { batch: 1024 } });
	});
	it('a thread that waits', async () => {
		const { told } = await costing(60, () => ({ forward: 4, idle: 6 }));
		expect(firing(told, 'low-utilisation')).toMatchObject({ first: { step: 50, value: 0.4, limit: 0.7 } });
	});
	it('a step that never seems to end, and many that are slow', async () => {
		const { told } = await costing(400, (at) => ({ forward: at === 77 ? 61_000 : at > 100 && at % 9 === 0 ? 50 : 5 }));
		expect(firing(told, 'stalled')).toMatchObject({ first: { step: 77, value: 61, limit: 60 } });
		expect(firing(told, 'step-outlier')).toMatchObject({
			first: { step: 189, value: 50, limit: 15 },
			evidence: { outliers: 11 }
		});
	});
	it('a starved loader: reading takes most of the run, and the first step comes late', async () => {
		const clock = { now: 0 };
		const starved: Fit = (problem, hooks) => {
			const { train } = problem;
			const encode: typeof train.encode = (into, layout) => {
				train.encode(into, layout);
				clock.now += 30_000;
			};
			return fits.trees({ ...problem, train: { ...train, encode } }, hooks);
		};
		const { told } = await run(jobFor('trees', one, { rounds: 5 }), starved, clock);
		expect(firing(told, 'initialisation-time')).toMatchObject({ first: { step: 1, value: 30, limit: 20 } });
		expect(firing(told, 'io-bottleneck')).toMatchObject({ first: { limit: 0.5 }, evidence: { seconds: 30 } });
	});
});

describe('a rule that is to end the run', () => {
	it('ends trees at the round where it fires, and the model has so many', async () => {
		const wanted = jobFor('trees', sane(160, 3), {}, ['overfit:action=stop']);
		const { told, result } = await run(wanted);
		const at = firing(told, 'overfit')?.first?.step ?? 0;
		expect(at).toBeLessThan(100);
		expect(result).toMatchObject({ curve: { length: at }, model: { estimator: { trees: { length: at } } } });
	});
	it('ends a net within the epoch', async () => {
		const { told, result } = await run(
			jobFor('mlp', sane(1200), { learningRate: 1, batch: 32 }, ['dead-relu:action=stop'])
		);
		expect(firing(told, 'dead-relu')?.first).toMatchObject({ step: 1 });
		expect(result).toMatchObject({ curve: { length: 0 } });
	});
});
