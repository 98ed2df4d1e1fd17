import { AppError } from '$lib/core/errors';
import type { Trainer } from '$lib/core/ports';
import type { EstimatorName } from '$lib/core/train/job';
import type { Fit, FitHooks } from '$lib/core/train/problem';
import { runTraining } from '$lib/core/train/run';
import { chooseTeam } from './choose-team';
import { fitKnn } from './knn';
import { fitLinear } from './linear';
import { kernelHash, loadNetsKernel } from './load';
import { fitMlp } from './mlp';
import type { NetsKernel } from './nets-kernel';
import type { Threads } from './shared-team';
import { fitTrees } from './trees';
import type { TreesKernel } from './trees-kernel';

/** Memory runs out as a trap or a RangeError; everything else passes through. */
function translate(error: unknown): unknown {
	const isMemory =
		error instanceof RangeError || (error instanceof WebAssembly.RuntimeError && /unreachable/.test(error.message));
	return isMemory ? new AppError('train/out-of-memory', {}, { cause: error }) : error;
}

/** How each estimator is fitted, on a kernel of its own (neighbours need none); trees share their work with `threads` where it pays. */
export const kernelFits = (threads: Threads | null): Record<EstimatorName, Fit> => ({
	linear: async (problem, hooks) => fitLinear(watched(await loadNetsKernel(), hooks), problem, hooks),
	trees: async (problem, hooks) => {
		const team = await chooseTeam(problem, hooks, threads);
		watched(team.kernel, hooks);
		try {
			return await fitTrees(team, problem, hooks);
		} finally {
			await team.end();
		}
	},
	mlp: async (problem, hooks) => fitMlp(watched(await loadNetsKernel(), hooks), problem, hooks),
	knn: fitKnn
});

function watched<Kernel extends NetsKernel | TreesKernel>(kernel: Kernel, { recorder }: FitHooks): Kernel {
	recorder.watch('wasm', () => kernel.memory.buffer.byteLength);
	return kernel;
}

/** A turn for the thread's other messages: a message of our own waits behind them, without the 4 ms of a nested timer. */
export function breathe(): Promise<void> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		port2.postMessage(null);
	});
}

/** Trains through the WebAssembly kernels, on the thread that calls and, where it pays, on others it starts. */
export function createKernelTrainer(threads: Threads | null = null): Trainer {
	return {
		train: async (job, signal, onEvent, finish) => {
			if (job.engine !== 'kernels')
				throw new AppError('train/engine-unsuited', { estimator: job.estimator, engine: job.engine });
			return runTraining(
				job,
				kernelFits(threads)[job.estimator],
				{
					...{ engine: 'kernels', worker: 'train', breathe },
					cores: threads?.most ?? 1,
					code: job.estimator === 'knn' ? '' : await kernelHash(job.estimator === 'trees' ? 'trees' : 'nets'),
					elapsed: () => performance.now(),
					timeOrigin: performance.timeOrigin
				},
				signal,
				onEvent,
				finish
			).catch((error: unknown) => Promise.reject(translate(error)));
		}
	};
}

/** The trainer of a process that has only one thread for it. */
export const kernelTrainer = createKernelTrainer();
