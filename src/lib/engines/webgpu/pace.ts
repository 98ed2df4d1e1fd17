import type { Recorder } from '$lib/core/profile/recorder';
import type { Gpu } from './device';
import { mostSteps } from './net';

/** A submission should take the device about this long: short enough to stop soon, long enough to be worth handing over. */
const leastMs = 25;
const mostMs = 100;

interface Submission {
	readonly done: Promise<undefined>;
	readonly steps: number;
	readonly at: number;
}

/**
 * How many steps are handed over at once, and how far ahead of the device: one submission runs while the next is made. Where the device
 * does not time its passes (`timesSteps`), a step took its share of the time from when its submission could begin until it was done.
 */
export class Pace {
	readonly #gpu: Gpu;
	readonly #recorder: Recorder;
	readonly #timesSteps: boolean;
	#running: Submission | null = null;
	#steps = 4;
	#last: number;

	constructor(gpu: Gpu, recorder: Recorder, timesSteps: boolean) {
		this.#gpu = gpu;
		this.#recorder = recorder;
		this.#timesSteps = timesSteps;
		this.#last = recorder.now;
	}

	get steps(): number {
		return this.#steps;
	}

	/** After a submission of so many steps: waits until the one before it is done. */
	async follow(steps: number): Promise<void> {
		const before = this.#running;
		this.#running = { done: this.#gpu.device.queue.onSubmittedWorkDone(), steps, at: this.#recorder.now };
		if (!before) return;
		const ms = await this.#wait(before);
		if (ms < leastMs && before.steps === this.#steps) this.#steps = Math.min(mostSteps, this.#steps * 2);
		else if (ms > mostMs) this.#steps = Math.max(1, this.#steps >> 1);
	}

	/** Waits until everything that was handed over is done. */
	async catchUp(): Promise<void> {
		if (this.#running) await this.#wait(this.#running);
		this.#running = null;
	}

	/** Milliseconds that the device took for a submission. */
	async #wait({ done, steps, at }: Submission): Promise<number> {
		await this.#gpu.answer(done);
		const { now } = this.#recorder;
		const ms = now - Math.max(at, this.#last);
		this.#last = now;
		if (this.#timesSteps) this.#recorder.stepsElsewhere(steps, ms, now);
		this.#recorder.lap('idle');
		return ms;
	}
}
