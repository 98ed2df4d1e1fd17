import { netTensors, type NetShape, type NetState, type NetTensor } from '$lib/core/train/net';
import { isDecayed } from '$lib/core/train/net-update';
import type { NetsKernel } from './nets-kernel';

export const roundUp = (size: number) => Math.ceil(size / 4) * 4;

/** A tensor in a region of parameters: `columns` floats each `stride`, from the address `at` of the region on. */
export interface PlacedTensor extends NetTensor {
	readonly rows: number;
	readonly columns: number;
	readonly stride: number;
	readonly at: number;
}

/** A dense layer: sizes padded to multiples of 4 (`units`: not padded), and addresses. */
export interface LayerMemory {
	readonly inputs: number;
	readonly outputs: number;
	readonly fed: number;
	readonly units: number;
	readonly hasNorm: boolean;
	readonly weights: PlacedTensor;
	readonly bias: PlacedTensor;
	readonly gain: PlacedTensor | null;
	readonly transposed: number;
	/** What the layer gives for a batch, and the gradient of what enters its relu. */
	readonly values: number;
	readonly gradient: number;
	/** With norm: the products, normalised in place; means and variances of the batch and running; 1 / deviation. */
	readonly normed: number;
	readonly batchStats: number;
	readonly runningStats: number;
	readonly inverse: number;
}

/**
 * A net in the kernel's memory. Parameters, gradients and moments are regions of the same layout: weights first, which decay, then the
 * rest, so that an update is two calls whatever the net.
 */
export interface NetMemory {
	readonly shape: NetShape;
	readonly tensors: readonly PlacedTensor[];
	readonly parameters: number;
	readonly gradients: number;
	readonly first: number;
	readonly second: number;
	/** What the last update that rules looked at added to the parameters. */
	readonly changes: number;
	readonly size: number;
	readonly decayed: number;
	/** What enters the first layer, and its gradient where there are tables. */
	readonly entering: number;
	readonly enteringGradient: number;
	readonly layers: readonly LayerMemory[];
	readonly tables: readonly PlacedTensor[];
	/** As many zeros as the widest layer has outputs. */
	readonly zeros: number;
}

export function allocateNet(kernel: NetsKernel, shape: NetShape, rows: number): NetMemory {
	const floats = (count: number) => kernel.alloc(count * 4);
	const { tensors, decayed, size } = placeTensors(shape);
	const find = (role: NetTensor['role'], place: number) =>
		tensors.find((tensor) => tensor.role === role && tensor.place === place);
	const layers = shape.layers.flatMap(({ inputs, outputs, hasNorm }, depth): LayerMemory[] => {
		const weights = find('weights', depth);
		const bias = find('bias', depth);
		if (!weights || !bias) return [];
		const width = roundUp(outputs);
		const normFloats = (count: number) => (hasNorm ? floats(count) : 0);
		return [
			{
				inputs: roundUp(inputs),
				outputs: width,
				fed: inputs,
				units: outputs,
				hasNorm,
				weights,
				bias,
				gain: find('gain', depth) ?? null,
				transposed: floats(roundUp(inputs) * width),
				values: floats(rows * width),
				gradient: floats(rows * width),
				normed: normFloats(rows * width),
				batchStats: normFloats(2 * width),
				runningStats: normFloats(2 * width),
				inverse: normFloats(width)
			}
		];
	});
	const entering = rows * roundUp(shape.layers[0]?.inputs ?? 0);
	return {
		shape,
		tensors,
		size,
		decayed,
		layers,
		tables: tensors.filter(({ role }) => role === 'table'),
		parameters: floats(size),
		gradients: floats(size),
		first: floats(size),
		second: floats(size),
		changes: floats(size),
		entering: floats(entering),
		enteringGradient: shape.tables.length > 0 ? floats(entering) : 0,
		zeros: floats(Math.max(...layers.map(({ outputs }) => outputs)))
	};
}

function placeTensors(shape: NetShape): { tensors: PlacedTensor[]; decayed: number; size: number } {
	let size = 0;
	const all = netTensors(shape);
	const place = (tensor: NetTensor): PlacedTensor => {
		const columns = tensor.role === 'weights' ? (shape.layers[tensor.place]?.outputs ?? 0) : tensor.count;
		const stride = roundUp(columns);
		const isWeights = tensor.role === 'weights';
		const rows = isWeights ? tensor.count / columns : 1;
		const placed = { ...tensor, rows, columns, stride, at: size * 4 };
		size += (isWeights ? roundUp(rows) : rows) * stride;
		return placed;
	};
	const weights = all.filter(isDecayed).map(place);
	const decayed = size;
	return { tensors: [...weights, ...all.filter((tensor) => !isDecayed(tensor)).map(place)], decayed, size };
}

/** The numbers of a region in the order of the spec. */
export function readRegion(kernel: NetsKernel, { tensors }: NetMemory, region: number): Float32Array {
	const flat = new Float32Array(tensors.reduce((sum, { count }) => sum + count, 0));
	for (const { offset, rows, columns, stride, at } of tensors)
		for (let row = 0; row < rows; row++) {
			const from = region + at + row * stride * 4;
			flat.set(new Float32Array(kernel.memory.buffer, from, columns), offset + row * columns);
		}
	return flat;
}

export function writeRegion(kernel: NetsKernel, { tensors }: NetMemory, region: number, flat: Float32Array): void {
	for (const { offset, rows, columns, stride, at } of tensors)
		for (let row = 0; row < rows; row++) {
			const to = region + at + row * stride * 4;
			const from = offset + row * columns;
			new Float32Array(kernel.memory.buffer, to, columns).set(flat.subarray(from, from + columns));
		}
}

/** Views of the running means and variances of each layer with norm, in the order of the spec. */
function runningViews(kernel: NetsKernel, { layers }: NetMemory): Float32Array[] {
	return layers
		.filter(({ hasNorm }) => hasNorm)
		.flatMap(({ runningStats, outputs, units }) =>
			[0, 1].map((part) => new Float32Array(kernel.memory.buffer, runningStats + part * outputs * 4, units))
		);
}

export function readNet(kernel: NetsKernel, memory: NetMemory): NetState {
	const views = runningViews(kernel, memory);
	return {
		parameters: readRegion(kernel, memory, memory.parameters),
		stats: Float32Array.from(views.flatMap((view) => Array.from(view)))
	};
}

export function writeNet(kernel: NetsKernel, memory: NetMemory, { parameters, stats }: NetState): void {
	writeRegion(kernel, memory, memory.parameters, parameters);
	let from = 0;
	for (const view of runningViews(kernel, memory)) {
		view.set(stats.subarray(from, from + view.length));
		from += view.length;
	}
}
