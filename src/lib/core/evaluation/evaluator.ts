import type { Evaluator } from '../ports';
import { pairedDifference } from './paired-difference';

/**
 * The Evaluator in plain TypeScript: in the clarify worker, or in place in Node. `pause` lets waiting messages in when it is time, so that
 * an abort is heard in the middle of long work, and says whether it did.
 */
export function createEvaluator(pause: () => Promise<boolean>): Evaluator {
	return {
		comparePaired: async ({ a, b }, signal) => {
			await pause();
			signal?.throwIfAborted();
			return pairedDifference(a, b);
		}
	};
}
