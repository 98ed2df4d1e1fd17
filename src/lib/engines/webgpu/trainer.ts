import { AppError } from '$lib/core/errors';
import type { Trainer } from '$lib/core/ports';
import { runTraining } from '$lib/core/train/run';
import { openGpu, type Gpu } from './device';
import { compileKernels, type Kernels } from './kernels';
import { fitMlp } from './mlp';

/**
 * Trains nets by our own WGSL shaders. The device and its compiled shaders serve one job after another until the device is lost; the next
 * job asks for another. Other estimators are refused with train/engine-unsuited, a device without WebGPU with device/no-webgpu.
 */
export function createWebGpuTrainer(breathe: () => Promise<void>, worker = 'train'): Trainer {
	let opened: { gpu: Gpu; kernels: Kernels } | null = null;
	const open = async () => {
		if (opened && !opened.gpu.isLost) return opened;
		const gpu = await openGpu();
		opened = { gpu, kernels: await gpu.answer(compileKernels(gpu.device)) };
		return opened;
	};
	return {
		train: async (job, signal, onEvent, finish) => {
			if (job.estimator !== 'mlp')
				throw new AppError('train/engine-unsuited', { estimator: job.estimator, engine: job.engine });
			const engine = await open();
			const context = {
				...{ engine: job.engine, worker, breathe },
				elapsed: () => performance.now(),
				timeOrigin: performance.timeOrigin
			};
			return runTraining(job, (problem, hooks) => fitMlp(engine, problem, hooks), context, signal, onEvent, finish);
		}
	};
}
