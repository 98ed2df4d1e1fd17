import { AppError } from '$lib/core/errors';

/** A device that WebGPU gave, with its kernels' home. It is lost when the driver restarts, the adapter goes, or memory runs out. */
export interface Gpu {
	readonly device: GPUDevice;
	/** Passes can be timed on the device itself. */
	readonly hasTimestamps: boolean;
	/** Waits for an answer of the device. device/gpu-lost when it is lost meanwhile, internal when it refused a command. */
	answer<T>(asked: Promise<T>): Promise<T>;
	readonly isLost: boolean;
}

/** The adapter's name as the browser tells it, `unknown` where it tells none; null where there is no adapter. */
export async function adapterName(): Promise<string | null> {
	const adapter = await findAdapter();
	if (!adapter) return null;
	const { vendor, architecture, device, description } = adapter.info;
	return [...new Set([vendor, architecture, device, description])].filter((part) => part !== '').join(' ') || 'unknown';
}

/** A device with the largest buffers it can have. device/no-webgpu where there is none. */
export async function openGpu(): Promise<Gpu> {
	const adapter = await findAdapter();
	if (!adapter) throw new AppError('device/no-webgpu', { engine: 'webgpu' });
	const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
	const hasTimestamps = adapter.features.has('timestamp-query');
	const device = await adapter.requestDevice({
		requiredFeatures: hasTimestamps ? ['timestamp-query'] : [],
		requiredLimits: { maxBufferSize, maxStorageBufferBindingSize }
	});
	let fault: AppError | null = null;
	const lost = device.lost.then(({ message }): never => {
		fault = new AppError('device/gpu-lost', { reason: message });
		throw fault;
	});
	lost.catch(() => undefined); // heard by whoever waits for an answer
	device.addEventListener('uncapturederror', ({ error }) => {
		fault ??= new AppError('internal', { webgpu: error.message });
	});
	return {
		device,
		hasTimestamps,
		answer: async (asked) => {
			const answered = await Promise.race([asked, lost]).catch((error: unknown) =>
				Promise.reject(fault ?? lostOr(error))
			);
			if (fault) throw fault;
			return answered;
		},
		get isLost() {
			return fault !== null;
		}
	};
}

/** What was asked of a device that is being lost is refused before the loss is told. */
function lostOr(error: unknown): unknown {
	const isLoss = error instanceof DOMException && !(error instanceof GPUPipelineError);
	return isLoss ? new AppError('device/gpu-lost', { reason: error.message }, { cause: error }) : error;
}

async function findAdapter(): Promise<GPUAdapter | null> {
	if (typeof navigator === 'undefined' || !('gpu' in navigator)) return null;
	return navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
}
