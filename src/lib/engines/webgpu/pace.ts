import type { Recorder } from '$lib/core/profile/recorder';
import type { Gpu } from './device';
import { mostSteps } from './net';

/** A submission should take the device about this long: short enough to stop soon, long enough to be worth handing over. */
const leastMs = 25;
const mostMs = 100;

/** How many steps are handed over at once, and how far ahead of the device: one submission runs while the next is made. */
export class Pace {
	readonly #gpu: Gpu;
	readonly #recorder: Recorder;
	#running: Promise<undefined> | null = null;
	#steps = 4;
	#last: number;

	constructor(gpu: Gpu, recorder: Recorder) {
		this.#gpu = gpu;
		this.#recorder = recorder;
		this.#last = recorder.now;
	}

	get steps(): number {
		return this.#steps;
	}

	/** After a submission: waits until the one before it is done. */
	async follow(): Promise<void> {
		const before = this.#running;
		this.#running = this.#gpu.device.queue.onSubmittedWorkDone();
		if (!before) return;
		await this.#gpu.answer(before);
		const { now } = this.#recorder;
		const ms = now - this.#last;
		this.#last = now;
		if (ms < leastMs) this.#steps = Math.min(mostSteps, this.#steps * 2);
		else if (ms > mostMs) this.#steps = Math.max(1, this.#steps >> 1);
		this.#recorder.lap('idle');
	}

	/** Waits until everything that was handed over is done. */
	async catchUp(): Promise<void> {
		if (this.#running) await this.#gpu.answer(this.#running);
		this.#running = null;
		this.#last = this.#recorder.now;
		this.#recorder.lap('idle');
	}
}
