import type { OnProgress } from '../ports';

/** Called now and then by long work: lets other work in, tells how far it is, and throws an AbortError when it is to stop. */
export type Checkpoint = (done: number, total: number) => Promise<void>;

/** A checkpoint for the part of some work between two shares of it, 0 to 1. */
export function partOf(checkpoint: Checkpoint, from: number, to: number): Checkpoint {
	return (done, total) => checkpoint(Math.round(from * total + (to - from) * done), total);
}

/** Makes checkpoints of named phases. `pause` is called at each, lets messages in and says when it did; then progress is told. */
export function checkpointsOf(pause: () => Promise<boolean>) {
	return (phase: string, signal?: AbortSignal, onProgress?: OnProgress): Checkpoint =>
		async (done, total) => {
			const paused = await pause();
			signal?.throwIfAborted();
			if (paused || done === 0) onProgress?.({ phase, done, total });
		};
}
