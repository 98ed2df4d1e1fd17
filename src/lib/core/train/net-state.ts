import { AppError } from '../errors';
import type { FitState } from './fit-state';
import type { NetState } from './net';

/** What a net's fit goes on from after an epoch: the net, the moments of its optimiser, and the best net so far where one is kept. */
export interface NetProgress extends NetState {
	readonly first: Float32Array;
	readonly second: Float32Array;
	readonly best: NetState | null;
}

export function packProgress(epoch: number, { best, ...arrays }: NetProgress): FitState {
	const kept = best && { bestParameters: best.parameters, bestStats: best.stats };
	return { step: epoch, numbers: {}, arrays: { ...arrays, ...kept } };
}

/** internal when the state is not one of a net. */
export function unpackProgress({ arrays }: FitState): NetProgress {
	const read = (name: string): Float32Array => {
		const found = arrays[name];
		if (found instanceof Float32Array) return found;
		throw new AppError('internal', { state: name });
	};
	return {
		parameters: read('parameters'),
		stats: read('stats'),
		first: read('first'),
		second: read('second'),
		best: 'bestParameters' in arrays ? { parameters: read('bestParameters'), stats: read('bestStats') } : null
	};
}
