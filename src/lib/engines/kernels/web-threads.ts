import { connectWorker } from '$lib/rpc/connect-worker';
import type { KernelApi } from '$workers/kernel.worker';
import type { Threads } from './shared-team';

/** Threads of a browser, one worker each: none but the calling one where memory cannot be shared. */
export function webThreads(): Threads {
	return {
		most: globalThis.crossOriginIsolated ? navigator.hardwareConcurrency : 1,
		start: async (name, setup) => {
			const connection = connectWorker<KernelApi>(
				name,
				() => new Worker(new URL('../../../../workers/kernel.worker.ts', import.meta.url), { type: 'module', name })
			);
			let isLost = false;
			await connection.api.open(setup);
			const over = () => (isLost = true);
			connection.api.serve().then(over, over);
			return {
				get isLost() {
					return isLost;
				},
				end: () => Promise.resolve(connection.restart())
			};
		}
	};
}
