import { createForecaster } from '$lib/core/forecast/forecaster';
import type { Trainer } from '$lib/core/ports';
import { inspectJob } from '$lib/core/train/inspect';
import type { EngineName, TrainJob } from '$lib/core/train/job';
import { breathe, createKernelTrainer, kernelTrainer } from '$lib/engines/kernels/trainer';
import { webThreads } from '$lib/engines/kernels/web-threads';
import { exposeApi } from '$lib/rpc/expose-api';
import { pauseEvery } from '$lib/rpc/pause';

const kernels = createKernelTrainer(webThreads());
let tfjs: Trainer | null = null;
let webGpu: Trainer | null = null;

/** The trainer of an engine; all but the kernels are loaded at their first use. */
async function trainerOf(engine: EngineName): Promise<Trainer> {
	switch (engine) {
		case 'kernels':
			return kernels;
		case 'webgpu': {
			const { createWebGpuTrainer } = await import('$lib/engines/webgpu/trainer');
			return (webGpu ??= createWebGpuTrainer(breathe));
		}
		default: {
			const { createTfjsTrainer } = await import('$lib/engines/tfjs/trainer');
			return (tfjs ??= createTfjsTrainer(breathe));
		}
	}
}

const api = {
	// small trees in a row: starting other threads would take longer than they do
	...createForecaster(kernelTrainer, pauseEvery(20)),
	inspect: (job: TrainJob) => Promise.resolve(inspectJob(job)),
	/** Trains on the engine the job names. */
	train: async (...[job, signal, onEvent, finish]: Parameters<Trainer['train']>) =>
		(await trainerOf(job.engine)).train(job, signal, onEvent, finish),
	adapterName: async () => (await import('$lib/engines/webgpu/device')).adapterName()
};
export type TrainApi = typeof api;

exposeApi(api);
