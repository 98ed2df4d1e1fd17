import { AppError } from '$lib/core/errors';
import type { Trainer } from '$lib/core/ports';
import { runTraining } from '$lib/core/train/run';
import { useBackend } from './backend';
import { fitMlp } from './mlp';

/** Trains perceptrons on tfjs (webgpu, wasm or cpu, by the job's engine). Other estimators are refused with train/engine-unsuited. */
export function createTfjsTrainer(breathe: () => Promise<void>, worker = 'train'): Trainer {
	return {
		train: async (job, signal, onEvent, finish) => {
			if (job.estimator !== 'mlp')
				throw new AppError('train/engine-unsuited', { estimator: job.estimator, engine: job.engine });
			await useBackend(job.engine);
			const context = {
				...{ engine: job.engine, worker, breathe },
				elapsed: () => performance.now(),
				timeOrigin: performance.timeOrigin
			};
			return runTraining(job, fitMlp, context, signal, onEvent, finish);
		}
	};
}
