import { AppError } from '$lib/core/errors';
import type { Trainer } from '$lib/core/ports';
import { breathe, createKernelTrainer } from '$lib/engines/kernels/trainer';
import { nodeThreads } from '$lib/engines/kernels/node-threads';

/** Trains on the engine the job names, tfjs loaded at its first use. device/no-webgpu for those that need WebGPU: Node has none. */
export function nodeTrainer(): Trainer {
	const kernels = createKernelTrainer(nodeThreads());
	let tfjs: Trainer | null = null;
	return {
		train: async (job, signal, onEvent, finish) => {
			const { engine } = job;
			if (engine === 'kernels') return kernels.train(job, signal, onEvent, finish);
			if (engine.endsWith('webgpu')) throw new AppError('device/no-webgpu', { engine });
			const { createTfjsTrainer } = await import('$lib/engines/tfjs/trainer');
			return (tfjs ??= createTfjsTrainer(breathe)).train(job, signal, onEvent, finish);
		}
	};
}
