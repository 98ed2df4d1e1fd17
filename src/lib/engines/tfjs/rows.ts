import { gather, slice, tensor1d, tensor2d, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import type { NetShape } from '$lib/core/train/net';
import type { FitHooks, Part } from '$lib/core/train/problem';

/** Rows on the backend: numbers (null where the net reads none), the codes of each table, labels and weights. */
export interface Rows {
	readonly count: number;
	readonly x: Tensor2D | null;
	readonly codes: readonly Tensor1D[];
	readonly label: Tensor1D;
	readonly weight: Tensor1D;
}

export function uploadRows(part: Part, { numbers, tables }: NetShape, { recorder }: FitHooks): Rows {
	const count = part.rows.length;
	const x = new Float32Array(count * numbers);
	part.encode(x, { rowStride: numbers, columnStride: 1 }, tables);
	const codes = new Int32Array(count * tables.length);
	if (tables.length > 0) part.encodeCodes(codes, { rowStride: 1, columnStride: count }, tables);
	recorder.lap('read');
	return {
		count,
		x: numbers > 0 ? tensor2d(x, [count, numbers]) : null,
		codes: tables.map((_, at) => tensor1d(codes.subarray(at * count, (at + 1) * count), 'int32')),
		label: tensor1d(part.labels),
		weight: tensor1d(part.weights)
	};
}

/** The rows that `order` lists. */
export function gatherRows({ x, codes, label, weight }: Rows, order: Int32Array): Rows {
	const index = tensor1d(order, 'int32');
	return {
		count: order.length,
		x: x && gather(x, index),
		codes: codes.map((code) => gather(code, index)),
		label: gather(label, index),
		weight: gather(weight, index)
	};
}

export function sliceRows({ x, codes, label, weight }: Rows, start: number, count: number): Rows {
	return {
		count,
		x: x && slice(x, [start, 0], [count, -1]),
		codes: codes.map((code) => slice(code, start, count)),
		label: slice(label, start, count),
		weight: slice(weight, start, count)
	};
}

export function tensorsOf({ x, codes, label, weight }: Rows): Tensor[] {
	return [...(x ? [x] : []), ...codes, label, weight];
}
