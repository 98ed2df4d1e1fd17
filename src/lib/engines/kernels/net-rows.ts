import type { NetShape } from '$lib/core/train/net';
import type { FitHooks, Part } from '$lib/core/train/problem';
import { roundUp } from './net-memory';
import type { NetsKernel } from './nets-kernel';

/** Rows in the kernel's memory: numbers (rows of a multiple of 4), a code a table, label and weight. */
export interface NetRows {
	readonly count: number;
	readonly weightSum: number;
	readonly width: number;
	readonly numbers: number;
	readonly codes: number;
	readonly label: number;
	readonly weight: number;
}

export function allocateRows(
	kernel: NetsKernel,
	shape: NetShape,
	{ rows: { length: count }, weightSum }: Part
): NetRows {
	const width = roundUp(shape.numbers);
	return {
		count,
		weightSum,
		width,
		numbers: kernel.alloc(count * width * 4),
		codes: kernel.alloc(count * shape.tables.length * 4),
		label: kernel.alloc(count * 4),
		weight: kernel.alloc(count * 4)
	};
}

export function loadRows(kernel: NetsKernel, shape: NetShape, part: Part, rows: NetRows, { recorder }: FitHooks): void {
	const { buffer } = kernel.memory;
	const { count, width, numbers, codes, label, weight } = rows;
	const { tables } = shape;
	part.encode(new Float32Array(buffer, numbers, count * width), { rowStride: width, columnStride: 1 }, tables);
	const layout = { rowStride: tables.length, columnStride: 1 };
	part.encodeCodes(new Int32Array(buffer, codes, count * tables.length), layout, tables);
	recorder.lap('read');
	new Float32Array(buffer, label, count).set(part.labels);
	new Float32Array(buffer, weight, count).set(part.weights);
	recorder.lap('upload');
}
