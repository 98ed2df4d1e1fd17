import type { Recorder } from '$lib/core/profile/recorder';

/** Times steps: where the backend computes at once by their laps, on a device from when they could begin until it answers. */
export class StepClock {
	readonly #recorder: Recorder;
	readonly #isDevice: boolean;
	#waiting = 0;
	#since = 0;

	constructor(recorder: Recorder, isDevice: boolean) {
		this.#recorder = recorder;
		this.#isDevice = isDevice;
	}

	/** A step begins. */
	begin(): void {
		if (this.#waiting === 0) this.#since = this.#recorder.now;
	}

	/** The step was handed over. */
	end(): void {
		if (this.#isDevice) this.#waiting += 1;
		else this.#recorder.step();
	}

	/** The backend has answered: all that was handed over is done. */
	answered(): void {
		this.#recorder.lap('idle');
		this.#recorder.stepsElsewhere(this.#waiting, this.#recorder.lapped - this.#since, this.#recorder.lapped);
		this.#waiting = 0;
	}
}
