import { env, ready, setBackend } from '@tensorflow/tfjs-core';
import { AppError } from '$lib/core/errors';
import type { EngineName } from '$lib/core/train/job';

type Backend = 'webgpu' | 'wasm' | 'cpu';
const backends: Record<Exclude<EngineName, 'kernels' | 'webgpu'>, Backend> = {
	'tfjs-webgpu': 'webgpu',
	'tfjs-wasm': 'wasm',
	'tfjs-cpu': 'cpu'
};

async function register(backend: Backend): Promise<void> {
	if (backend === 'webgpu') await import('@tensorflow/tfjs-backend-webgpu');
	else if (backend === 'cpu') await import('@tensorflow/tfjs-backend-cpu');
	else {
		const wasm = await import('@tensorflow/tfjs-backend-wasm');
		if (typeof location === 'undefined') return;
		const { default: simd } = await import('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url');
		env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
		const names = ['tfjs-backend-wasm', 'tfjs-backend-wasm-simd', 'tfjs-backend-wasm-threaded-simd'];
		wasm.setWasmPaths(Object.fromEntries(names.map((name) => [`${name}.wasm`, simd])));
	}
}

/** Makes a tfjs backend the current one. device/no-webgpu when the device has none. */
export async function useBackend(engine: EngineName): Promise<void> {
	if (engine === 'kernels' || engine === 'webgpu') throw new AppError('internal', { engine });
	const backend = backends[engine];
	if (backend === 'webgpu' && !(typeof navigator !== 'undefined' && 'gpu' in navigator))
		throw new AppError('device/no-webgpu', { engine });
	await register(backend);
	const isSet = await setBackend(backend).catch(() => false);
	if (!isSet) throw new AppError('device/no-webgpu', { engine });
	await ready();
}
