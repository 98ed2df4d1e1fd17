import type { NetShape, NetState } from '$lib/core/train/net';
import type { NetLook } from '$lib/core/train/net-look';
import type { FitState, StateArray } from '$lib/core/train/fit-state';
import type { MlpParams } from '$lib/core/train/params/mlp';
import type { Loss } from '$lib/core/train/problem';
import type { Gpu } from './device';
import type { Kernels } from './kernels';
import { collect, netLayout, spread, sumParts, unpadded, type NetLayout } from './layout';
import type { GpuMemory } from './memory';
import { gradientParts, NetProgram, type Dispatch, type NetBuffers } from './program';
import type { GpuRows } from './rows';
import type { GpuTimer } from './timer';
import { stepBytes, stepStride, writeMeasured, writeStep, type Batch } from './step-facts';

/** Most steps that are handed over at once. */
export const mostSteps = 64;

export interface NetPlan {
	readonly shape: NetShape;
	readonly params: MlpParams;
	readonly loss: Loss;
	readonly outputs: number;
	readonly seed: number;
	/** Rows of a full batch, and steps of the whole fit. */
	readonly batch: number;
	readonly totalSteps: number;
	/** Rows that fit a pass, a multiple of 8. */
	readonly capacity: number;
}

export interface NetRows {
	readonly train: GpuRows;
	readonly validation: GpuRows;
	readonly test: GpuRows;
}

/** A net on the GPU: its numbers never leave it but when they are read. */
export class GpuNet {
	readonly #gpu: Gpu;
	readonly #memory: GpuMemory;
	readonly #plan: NetPlan;
	readonly #layout: NetLayout;
	readonly #buffers: NetBuffers;
	readonly #facts = new DataView(new ArrayBuffer(stepStride * mostSteps));
	readonly #stepFacts: GPUBuffer;
	/** The parameters before a step that rules look at. */
	readonly #before: GPUBuffer;
	readonly #order: GPUBuffer;
	readonly #stepGroup: GPUBindGroup;
	readonly #best: { readonly parameters: GPUBuffer; readonly stats: GPUBuffer };
	readonly #rows: NetRows;
	readonly #timer: GpuTimer | null;
	readonly #phases: Readonly<Record<'forward' | 'backward' | 'update', readonly Dispatch[]>>;
	/** For each part what leaves the losses of its rows behind, and what sums them up. */
	readonly #measured: Readonly<Record<keyof NetRows, { readonly pass: readonly Dispatch[]; readonly sum: Dispatch }>>;
	readonly #sums: GPUBuffer;

	constructor(gpu: Gpu, kernels: Kernels, memory: GpuMemory, plan: NetPlan, rows: NetRows, timer: GpuTimer | null) {
		this.#gpu = gpu;
		this.#memory = memory;
		this.#plan = plan;
		this.#rows = rows;
		this.#timer = timer;
		this.#layout = netLayout(plan.shape);
		const { count, statsCount, layers } = this.#layout;
		const parts = gradientParts(count, plan.batch);
		const parameters = () => memory.storage(16 * count);
		const activations = () => layers.map(({ outputs }) => memory.storage(16 * outputs * plan.capacity));
		this.#buffers = {
			parameters: parameters(),
			gradients: memory.storage(16 * count * parts.count),
			first: parameters(),
			second: parameters(),
			stats: memory.storage(16 * statsCount),
			values: activations(),
			deltas: activations(),
			raw: layers.map(({ hasNorm, outputs }) => memory.storage(hasNorm ? 16 * outputs * plan.capacity : 16))
		};
		this.#best = { parameters: parameters(), stats: memory.storage(16 * statsCount) };
		this.#before = parameters();
		this.#order = memory.storage(4 * rows.train.count);
		this.#stepFacts = memory.steps(stepStride * mostSteps);
		this.#stepGroup = gpu.device.createBindGroup({
			layout: kernels.stepLayout,
			entries: [
				{ binding: 0, resource: { buffer: this.#stepFacts, size: stepBytes } },
				{ binding: 1, resource: { buffer: this.#order } }
			]
		});
		const program = new NetProgram(
			gpu.device,
			kernels,
			memory,
			{ ...plan, layout: this.#layout, parts },
			this.#buffers
		);
		this.#sums = memory.storage(3 * 256);
		const measuredBy = (part: GpuRows, place: number) => ({
			pass: [...program.forward(part), ...program.loss(part, plan.loss, plan.outputs)],
			sum: program.sum(part.losses, { buffer: this.#sums, offset: 256 * place, size: 256 })
		});
		this.#measured = {
			train: measuredBy(rows.train, 0),
			validation: measuredBy(rows.validation, 1),
			test: measuredBy(rows.test, 2)
		};
		this.#phases = {
			forward: this.#measured.train.pass,
			backward: program.backward(rows.train),
			update: program.update(plan.params)
		};
	}

	/** Begins with these numbers. */
	write({ parameters, stats }: NetState): void {
		this.restore({ parameters, stats });
	}

	/** The order in which the next steps take the rows. */
	takeOrder(order: Int32Array): void {
		this.#gpu.device.queue.writeBuffer(this.#order, 0, Int32Array.from(order));
	}

	/** Hands over training steps, the first of which is number `step`; at most `mostSteps`. */
	train(batches: readonly Batch[], step: number): void {
		const { params, seed, batch, totalSteps: total } = this.#plan;
		batches.forEach((own, at) =>
			writeStep(this.#facts, at * stepStride, own, { params, seed, step: step + at, total, batch })
		);
		const { forward, backward, update } = this.#phases;
		const whole = [...forward, ...backward, ...update];
		const timer = this.#timer;
		if (!timer) {
			this.#submit(batches.length, whole);
			return;
		}
		this.#handOver(batches.length, (encoder) => {
			this.#encode(encoder, 0, 1, forward, timer.writes('forward'));
			this.#encode(encoder, 0, 1, backward, timer.writes('backward'));
			this.#encode(encoder, 0, 1, update, timer.writes('update'));
			this.#encode(encoder, 1, batches.length, whole, timer.writes('steps'));
			return timer.resolve(encoder, batches.length);
		})();
	}

	/** Mean losses: of the training rows as the steps since `takeOrder` saw them, of the others as the net is now. */
	async losses(): Promise<Record<keyof NetRows, number | null>> {
		this.#measure('validation');
		this.#measure('test');
		const entries = Object.values(this.#measured).map(({ sum }) => sum);
		this.#submit(1, entries);
		const parts = await this.#memory.read(this.#sums);
		const mean = (part: keyof NetRows, at: number) => {
			const { weightSum } = this.#rows[part];
			if (!(weightSum > 0)) return null;
			return parts.subarray(64 * at, 64 * (at + 1)).reduce((sum, own) => sum + own, 0) / weightSum;
		};
		return { train: mean('train', 0), validation: mean('validation', 1), test: mean('test', 2) };
	}

	#measure(part: 'validation' | 'test'): void {
		const { count } = this.#rows[part];
		const { capacity } = this.#plan;
		for (let start = 0; start < count;) {
			let passes = 0;
			for (; passes < mostSteps && start < count; passes++, start += capacity)
				writeMeasured(this.#facts, passes * stepStride, { start, count: Math.min(capacity, count - start) });
			this.#submit(passes, this.#measured[part].pass);
		}
	}

	/** Keeps the parameters as they are before a step that is looked at. */
	keepBefore(): void {
		const encoder = this.#gpu.device.createCommandEncoder();
		encoder.copyBufferToBuffer(this.#buffers.parameters, this.#before);
		this.#gpu.device.queue.submit([encoder.finish()]);
	}

	/** What the last step, of a batch of `rows`, has left. `keepBefore` was called before it. */
	async look(rows: number): Promise<NetLook> {
		const { parameters, gradients, values } = this.#buffers;
		const { places, layers, count } = this.#layout;
		const [now, before, slopes, ...given] = await Promise.all(
			[parameters, this.#before, gradients, ...values].map((buffer) => this.#memory.read(buffer))
		);
		const inOrder = (padded: Float32Array = new Float32Array(0)) => collect(padded, places);
		return {
			parameters: inOrder(now),
			before: inOrder(before),
			gradients: inOrder(slopes && sumParts(slopes, 4 * count)),
			values: layers.map((layer, depth) => unpadded(given[depth] ?? new Float32Array(0), rows, layer))
		};
	}

	/** Keeps a copy of the numbers as they are. */
	keepBest(): void {
		const { parameters, stats } = this.#buffers;
		const encoder = this.#gpu.device.createCommandEncoder();
		encoder.copyBufferToBuffer(parameters, this.#best.parameters);
		encoder.copyBufferToBuffer(stats, this.#best.stats);
		this.#gpu.device.queue.submit([encoder.finish()]);
	}

	/** The numbers as they are, or of the copy that was kept. */
	async read(isBest: boolean): Promise<NetState> {
		const from = isBest ? this.#best : this.#buffers;
		const { places, statsPlaces } = this.#layout;
		const [parameters, stats] = await Promise.all([this.#memory.read(from.parameters), this.#memory.read(from.stats)]);
		return { parameters: collect(parameters, places), stats: collect(stats, statsPlaces) };
	}

	/** Everything a later fit goes on from, in the order of the net. */
	async readState(): Promise<FitState['arrays']> {
		const named = this.#kept.map(async ({ name, buffer, places }): Promise<[string, StateArray]> => [
			name,
			collect(await this.#memory.read(buffer), places)
		]);
		return Object.fromEntries(await Promise.all(named));
	}

	restore(arrays: FitState['arrays']): void {
		for (const { name, buffer, places } of this.#kept) {
			const values = Float32Array.from(arrays[name] ?? new Float32Array(0));
			this.#upload(buffer, spread(values, places, buffer.size / 16));
		}
	}

	get #kept(): readonly { readonly name: string; readonly buffer: GPUBuffer; readonly places: Uint32Array }[] {
		const { parameters, first, second, stats } = this.#buffers;
		const { places, statsPlaces } = this.#layout;
		return [
			{ name: 'parameters', buffer: parameters, places },
			{ name: 'first', buffer: first, places },
			{ name: 'second', buffer: second, places },
			{ name: 'stats', buffer: stats, places: statsPlaces },
			{ name: 'best', buffer: this.#best.parameters, places },
			{ name: 'bestStats', buffer: this.#best.stats, places: statsPlaces }
		];
	}

	#upload(buffer: GPUBuffer, data: Float32Array<ArrayBuffer>): void {
		this.#gpu.device.queue.writeBuffer(buffer, 0, data);
	}

	/** The same kernels for each of the first `steps` facts, in their order. */
	#submit(steps: number, dispatches: readonly Dispatch[]): void {
		this.#handOver(steps, (encoder) => this.#encode(encoder, 0, steps, dispatches));
	}

	#handOver<T>(steps: number, encode: (encoder: GPUCommandEncoder) => T): T {
		const { device } = this.#gpu;
		device.queue.writeBuffer(this.#stepFacts, 0, this.#facts.buffer, 0, steps * stepStride);
		const encoder = device.createCommandEncoder();
		const made = encode(encoder);
		device.queue.submit([encoder.finish()]);
		return made;
	}

	/** A pass over the facts from number `first` up to `end`. */
	#encode(
		encoder: GPUCommandEncoder,
		first: number,
		end: number,
		dispatches: readonly Dispatch[],
		timestampWrites?: GPUComputePassTimestampWrites
	): void {
		const pass = encoder.beginComputePass(timestampWrites && { timestampWrites });
		for (let step = first; step < end; step++) {
			pass.setBindGroup(0, this.#stepGroup, [step * stepStride]);
			for (const { kernel, group, workgroups } of dispatches) {
				pass.setPipeline(kernel.pipeline);
				pass.setBindGroup(1, group);
				pass.dispatchWorkgroups(...workgroups);
			}
		}
		pass.end();
	}
}
