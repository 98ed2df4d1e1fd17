import { AppError } from '$lib/core/errors';
import type { Gpu } from './device';

/** The buffers of one fit, and how many bytes they hold. */
export class GpuMemory {
	readonly #gpu: Gpu;
	readonly #buffers: GPUBuffer[] = [];
	#bytes = 0;

	constructor(gpu: Gpu) {
		this.#gpu = gpu;
		gpu.device.pushErrorScope('out-of-memory');
	}

	get bytes(): number {
		return this.#bytes;
	}

	/** A storage buffer of zeros. train/gpu-too-small when the device can bind none of this size. */
	storage(bytes: number): GPUBuffer {
		const most = this.#gpu.device.limits.maxStorageBufferBindingSize;
		if (bytes > most) throw new AppError('train/gpu-too-small', { bytes, most });
		return this.#create(
			Math.max(16, bytes),
			GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST
		);
	}

	/** A storage buffer of these numbers, padded with zeros to whole vec4s. */
	filled(data: Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Int32Array<ArrayBuffer>): GPUBuffer {
		const buffer = this.storage(Math.ceil(data.byteLength / 16) * 16);
		this.#gpu.device.queue.writeBuffer(buffer, 0, data);
		return buffer;
	}

	/** Facts a kernel is told once. */
	uniform(data: ArrayBuffer): GPUBuffer {
		const buffer = this.#create(Math.ceil(data.byteLength / 16) * 16, GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST);
		this.#gpu.device.queue.writeBuffer(buffer, 0, data);
		return buffer;
	}

	/** A buffer that is written before each submission and read by offset. */
	steps(bytes: number): GPUBuffer {
		return this.#create(bytes, GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST);
	}

	/** A buffer that this thread reads. */
	staging(bytes: number): GPUBuffer {
		return this.#create(bytes, GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST);
	}

	queries(bytes: number): GPUBuffer {
		return this.#create(bytes, GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC);
	}

	/** train/out-of-memory when the device had no room for what was asked of it so far. */
	async settle(): Promise<void> {
		const { device } = this.#gpu;
		const error = await this.#gpu.answer(device.popErrorScope());
		device.pushErrorScope('out-of-memory');
		if (error) throw new AppError('train/out-of-memory', {}, { cause: error });
	}

	/** What a buffer holds, once everything submitted before is done. */
	async read(buffer: GPUBuffer): Promise<Float32Array> {
		const { device } = this.#gpu;
		const copy = device.createBuffer({ size: buffer.size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
		try {
			const encoder = device.createCommandEncoder();
			encoder.copyBufferToBuffer(buffer, copy);
			device.queue.submit([encoder.finish()]);
			await this.#gpu.answer(copy.mapAsync(GPUMapMode.READ));
			return new Float32Array(copy.getMappedRange().slice(0));
		} finally {
			copy.destroy();
		}
	}

	/** Gives every buffer back. */
	release(): void {
		for (const buffer of this.#buffers) buffer.destroy();
		this.#bytes = 0;
		void this.#gpu.device.popErrorScope().catch(() => null); // what was wrong has been told by settle or answer
	}

	#create(size: number, usage: GPUBufferUsageFlags): GPUBuffer {
		const buffer = this.#gpu.device.createBuffer({ size, usage });
		this.#buffers.push(buffer);
		this.#bytes += size;
		return buffer;
	}
}
