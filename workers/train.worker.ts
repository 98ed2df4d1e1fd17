import type { Trainer } from '$lib/core/ports';
import { breathe, kernelTrainer } from '$lib/engines/kernels/trainer';
import { exposeApi } from '$lib/rpc/expose-api';

let tfjs: Trainer | null = null;

const api = {
	/** Trains on the engine the job names; tfjs is loaded at its first use. */
	train: async (...[job, signal, onEvent]: Parameters<Trainer['train']>) => {
		if (job.engine === 'kernels') return kernelTrainer.train(job, signal, onEvent);
		if (!tfjs) {
			const { createTfjsTrainer } = await import('$lib/engines/tfjs/trainer');
			tfjs = createTfjsTrainer(breathe);
		}
		return tfjs.train(job, signal, onEvent);
	}
};
export type TrainApi = typeof api;

exposeApi(api);
