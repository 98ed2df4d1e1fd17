import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { serveTasks } from './team-board';
import type { Threads } from './shared-team';

const script = `
const { workerData, parentPort } = require('node:worker_threads');
const { module, memory, names, board, thread } = workerData;
const { exports } = new WebAssembly.Instance(module, { env: { memory } });
parentPort.postMessage('ready');
(${serveTasks.toString()})(exports, names, board, thread);
`;

/** Threads of Node. */
export function nodeThreads(most = availableParallelism()): Threads {
	return {
		most,
		start: (name, setup) =>
			new Promise((resolve, reject) => {
				const worker = new Worker(script, { eval: true, name, workerData: setup });
				let isLost = false;
				const thread = {
					get isLost() {
						return isLost;
					},
					end: async () => void (await worker.terminate())
				};
				worker.once('message', () => resolve(thread));
				worker.once('error', reject);
				worker.once('exit', () => {
					isLost = true;
					reject(new Error(`${name} ended`));
				});
			})
	};
}
