import type { Checkpoint } from '../clarify/checkpoint';
import type { Evaluator, OnProgress } from '../ports';
import { evaluate } from './evaluation';
import { pairedDifference } from './paired-difference';
import { measureSlices } from './slices';

/**
 * The Evaluator in plain TypeScript: in the clarify worker, or in place in Node. `pause` lets waiting messages in when it is time, so that
 * an abort is heard in the middle of long work, and says whether it did.
 */
export function createEvaluator(pause: () => Promise<boolean>): Evaluator {
	const checkpoint =
		(signal: AbortSignal | undefined, onProgress: OnProgress | undefined): Checkpoint =>
		async (done, total) => {
			const paused = await pause();
			signal?.throwIfAborted();
			if (paused || done === 0) onProgress?.({ phase: 'evaluate', done, total });
		};
	return {
		evaluate: (job, signal, onProgress) => evaluate(job, checkpoint(signal, onProgress)),
		measureSlices: (job, signal, onProgress) => measureSlices(job, checkpoint(signal, onProgress)),
		comparePaired: async ({ a, b }, signal) => {
			await checkpoint(signal, undefined)(0, 1);
			return pairedDifference(a, b);
		}
	};
}
