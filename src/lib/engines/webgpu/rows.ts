import type { NetShape } from '$lib/core/train/net';
import type { FitHooks, Part } from '$lib/core/train/problem';
import type { GpuMemory } from './memory';

/** Rows on the GPU: numbers padded to vec4s, codes of tables, labels, weights, and room for a loss each. */
export interface GpuRows {
	readonly count: number;
	readonly weightSum: number;
	readonly x: GPUBuffer;
	readonly codes: GPUBuffer;
	readonly labels: GPUBuffer;
	readonly weights: GPUBuffer;
	readonly losses: GPUBuffer;
}

export function uploadRows(memory: GpuMemory, part: Part, shape: NetShape, { recorder }: FitHooks): GpuRows {
	const count = part.rows.length;
	const { numbers, tables } = shape;
	const width = 4 * Math.ceil(numbers / 4);
	const x = new Float32Array(count * width);
	part.encode(x, { rowStride: width, columnStride: 1 }, tables);
	const codes = new Int32Array(count * tables.length);
	if (tables.length > 0) part.encodeCodes(codes, { rowStride: tables.length, columnStride: 1 }, tables);
	recorder.lap('read');
	const rows = {
		count,
		weightSum: part.weightSum,
		x: memory.filled(x),
		codes: memory.filled(codes),
		labels: memory.filled(Float32Array.from(part.labels)),
		weights: memory.filled(Float32Array.from(part.weights)),
		losses: memory.storage(16 * Math.ceil(count / 4))
	};
	recorder.lap('upload');
	return rows;
}
