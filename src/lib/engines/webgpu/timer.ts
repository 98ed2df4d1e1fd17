import type { Recorder } from '$lib/core/profile/recorder';
import type { Gpu } from './device';
import type { GpuMemory } from './memory';

/** The passes of a submission: those of its first step, each timed alone, and its other steps together. */
const passes = ['forward', 'backward', 'update', 'steps'] as const;
export type TimedPass = (typeof passes)[number];

/**
 * Time on the device's own clock, as spans on the row `gpu`. A pass of its own costs time, so of each submission only the first step is
 * timed by phase. The device's clock has another zero: the end of a submission is laid where this thread hears of it.
 */
export class GpuTimer {
	readonly #gpu: Gpu;
	readonly #recorder: Recorder;
	readonly #queries: GPUQuerySet;
	readonly #resolved: GPUBuffer;
	readonly #reading = new Set<Promise<void>>();

	constructor(gpu: Gpu, memory: GpuMemory, recorder: Recorder) {
		this.#gpu = gpu;
		this.#recorder = recorder;
		this.#queries = gpu.device.createQuerySet({ type: 'timestamp', count: 2 * passes.length });
		this.#resolved = memory.queries(16 * passes.length);
	}

	/** What makes a pass leave its times behind. */
	writes(pass: TimedPass): GPUComputePassTimestampWrites {
		const at = 2 * passes.indexOf(pass);
		return { querySet: this.#queries, beginningOfPassWriteIndex: at, endOfPassWriteIndex: at + 1 };
	}

	/** Ends the commands of a submission of so many steps; what comes back reads its times once it is handed over. */
	resolve(encoder: GPUCommandEncoder, steps: number): () => void {
		const { size } = this.#resolved;
		const staging = this.#gpu.device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
		encoder.resolveQuerySet(this.#queries, 0, 2 * passes.length, this.#resolved, 0);
		encoder.copyBufferToBuffer(this.#resolved, staging);
		return () => {
			const reading = this.#read(staging, steps).finally(() => this.#reading.delete(reading));
			this.#reading.add(reading);
			reading.catch(() => undefined); // a lost device is told by whoever waits for its work
		};
	}

	/** Waits for the times of everything that was handed over. */
	async settle(): Promise<void> {
		await Promise.all(this.#reading);
	}

	release(): void {
		this.#queries.destroy();
	}

	async #read(staging: GPUBuffer, steps: number): Promise<void> {
		try {
			await this.#gpu.answer(staging.mapAsync(GPUMapMode.READ));
			const { now } = this.#recorder;
			const times = new BigUint64Array(staging.getMappedRange());
			const last = times.reduce((most, time) => (time > most ? time : most), 0n);
			let first = 0;
			let others = 0;
			passes.forEach((pass, at) => {
				const [start, end] = [times[2 * at] ?? last, times[2 * at + 1] ?? last];
				const onAxis = (time: bigint) => now - Number(last - time) / 1e6;
				if (end <= start) return;
				this.#recorder.add('gpu', pass, onAxis(start), onAxis(end));
				if (pass === 'steps') others = Number(end - start) / 1e6;
				else first += Number(end - start) / 1e6;
			});
			this.#recorder.stepsElsewhere(1, first, now - others);
			this.#recorder.stepsElsewhere(steps - 1, others, now);
		} finally {
			staging.destroy();
		}
	}
}
