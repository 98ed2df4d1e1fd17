import { afterEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '$lib/core/errors';
import { Recorder } from '$lib/core/profile/recorder';
import { seededRandom } from '$lib/core/random';
import type { TrainJob, TrainResult } from '$lib/core/train/job';
import type { Fit } from '$lib/core/train/problem';
import { runTraining } from '$lib/core/train/run';
import { nodeThreads } from '$lib/engines/kernels/node-threads';
import { startTeam, type KernelThread, type Threads } from '$lib/engines/kernels/shared-team';
import { breathe, createKernelTrainer } from '$lib/engines/kernels/trainer';
import { fitTrees } from '$lib/engines/kernels/trees';
import { jobOn, table } from './jobs';

const recorder = () => new Recorder(() => performance.now(), [], 'test');

/** Enough rows that several threads divide a leaf. */
function waves(change: Partial<TrainJob> = {}): TrainJob {
	const random = seededRandom(4);
	const rows = 12_000;
	const numbers = Array.from({ length: 5 }, () =>
		Array.from({ length: rows }, () => (random() < 0.03 ? null : random() * 6))
	);
	const colour = Array.from({ length: rows }, () => ['red', 'green', 'blue', 'grey'][Math.floor(random() * 4)] ?? '');
	const [a = [], b = [], c = [], d = [], e = []] = numbers;
	const score = a.map((x, i) => Math.sin(x ?? 1) + 0.3 * (b[i] ?? 0) + (colour[i] === 'red' ? 1 : 0) + random());
	const label = score.map((s) =>
		change.task === 'regression' ? Math.max(s, 0) : s > 2 ? 'high' : s > 1 ? 'middle' : 'low'
	);
	return jobOn(table({ a, b, c, d, e, colour, label }), 'label', {
		params: { rounds: 8, leaves: 8 },
		test: new Int32Array(0),
		...change
	});
}

/** Threads that tell how many were started and are still there. */
function counted(
	most: number,
	leastCells: number
): Threads & { readonly started: string[]; readonly alive: () => number } {
	const threads: KernelThread[] = [];
	const started: string[] = [];
	const { start } = nodeThreads(most);
	return {
		...{ most, leastCells, started },
		alive: () => threads.filter(({ isLost }) => !isLost).length,
		start: async (name, setup) => {
			started.push(name);
			const thread = await start(name, setup);
			threads.push(thread);
			return thread;
		}
	};
}

function trainWith(size: number, job: TrainJob): Promise<TrainResult> {
	const fit: Fit = async (problem, hooks) => {
		const team = await startTeam(nodeThreads(size), size, hooks.recorder);
		if (team?.size !== size) throw new Error('no team');
		return fitTrees(team, problem, hooks).finally(() => team.end());
	};
	return runTraining(job, fit, { engine: 'kernels', worker: 'test', elapsed: () => performance.now(), breathe });
}

afterEach(() => vi.unstubAllGlobals());

describe('threads of boosting', () => {
	it.each([
		['classes', {}],
		['limits and samples', { params: { rounds: 8, leaves: 8, minChildRows: 40, rowSample: 0.7, columnSample: 0.7 } }],
		['a monotone column', { params: { rounds: 8, leaves: 8, monotone: 'b=+1', l1: 0.5 }, task: 'regression' }],
		['quantiles', { params: { rounds: 8, leaves: 8, objective: 'quantile', quantile: 0.8 }, task: 'regression' }],
		['counts', { params: { rounds: 8, leaves: 8, objective: 'poisson' }, task: 'regression' }]
	] as const)('give the model of one to the bit, be they two or three: %s', async (_, change) => {
		const job = waves(change);
		const one = await createKernelTrainer().train(job);
		for (const size of [2, 3]) {
			const many = await trainWith(size, job);
			expect(many.model).toEqual(one.model);
			expect(many.curve).toEqual(one.curve);
		}
	});

	it('are not started for few cells, however many the rounds', async () => {
		const threads = counted(2, 60_000);
		await createKernelTrainer(threads).train(waves({ params: { rounds: 200, leaves: 2 } }));
		expect(threads.started).toEqual([]);
	});

	it('are started for many cells, where memory can be shared, and ended after it', async () => {
		const threads = counted(2, 30_000);
		const trainer = createKernelTrainer(threads);
		const job = waves({ params: { rounds: 20, leaves: 2 } });
		vi.stubGlobal('SharedArrayBuffer', undefined);
		const alone = await trainer.train(job);
		vi.unstubAllGlobals();
		expect(threads.started).toEqual([]);
		expect((await trainer.train(job)).model).toEqual(alone.model);
		expect(threads.started).toEqual(['trees 2']);
		expect(threads.alive()).toBe(0);
	});

	it('that do not start leave the work to one', async () => {
		const broken: Threads = { most: 2, start: () => Promise.reject(new Error('refused')) };
		expect(await startTeam(broken, 2, recorder())).toBeNull();
	});

	it('that die are told, and end the run', async () => {
		const killed: KernelThread[] = [];
		const { start } = nodeThreads(2);
		const team = await startTeam(
			{
				most: 2,
				start: async (name, setup) => {
					const thread = await start(name, setup);
					killed.push(thread);
					return thread;
				}
			},
			2,
			recorder(),
			0.2
		);
		const out = team?.kernel.alloc(64) ?? 0;
		const ask = () => team?.run(() => [['sumPacked', 0, 0, 0, out]]);
		expect(ask()).toEqual([[0], [0]]);
		await Promise.all(killed.map((thread) => thread.end()));
		expect(ask).toThrow(new AppError('worker/crashed', { worker: 'trees 2', reason: 'it stopped answering' }));
		await team?.end();
	});

	it('that do not come to it leave their share to the one that asks', async () => {
		const asleep: Threads = { most: 2, start: () => Promise.resolve({ isLost: false, end: () => Promise.resolve() }) };
		const team = await startTeam(asleep, 2, recorder(), 0.2);
		if (!team) throw new Error('no team');
		const [rows, everyBin, spare] = [0, 1, 2].map(() => team.kernel.alloc(64));
		new Uint32Array(team.kernel.memory.buffer, everyBin, 8).fill(0xffffffff);
		const counts = [3, 5];
		expect(
			team.run((share) => [['partition', rows ?? 0, counts[share] ?? 0, rows ?? 0, 1, everyBin ?? 0, spare ?? 0]])
		).toEqual([[3], [5]]);
	});
});
