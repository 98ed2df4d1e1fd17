import { saturatedShare, type TensorFacts } from '$lib/core/profile/tensor-facts';
import { layerName, tableName } from '$lib/core/train/net-look';
import type { NetMemory } from './net-memory';
import type { NetsKernel } from './nets-kernel';

interface Tensor {
	readonly name: string;
	readonly role: TensorFacts['role'];
	readonly at: number;
	readonly rows: number;
	readonly width: number;
	readonly stride: number;
	readonly isGated: boolean;
}

/**
 * Facts of what a step has left: weights of layers and tables, their gradients before clipping and updates, and what layers gave. `squashed`:
 * how many of the outputs a sigmoid or softmax stands behind.
 */
export function netFacts(
	kernel: NetsKernel,
	net: NetMemory,
	out: number,
	count: number,
	squashed: number
): TensorFacts[] {
	kernel.difference(net.parameters, net.before, net.size);
	const learned = net.tensors.flatMap((tensor): Tensor[] => {
		const { role, place, rows, columns: width, stride, at } = tensor;
		if (role !== 'weights' && role !== 'table') return [];
		const name = role === 'weights' ? layerName(place) : tableName(net.shape, place);
		const placed = { name, rows, width, stride, isGated: false };
		return [
			{ ...placed, role: 'weight', at: net.parameters + at },
			{ ...placed, role: 'gradient', at: net.gradients + at },
			{ ...placed, role: 'update', at: net.before + at }
		];
	});
	const given = net.layers.map(({ values, units, outputs }, depth): Tensor => ({
		name: layerName(depth),
		role: 'activation',
		at: values,
		rows: count,
		width: units,
		stride: outputs,
		isGated: depth < net.layers.length - 1
	}));
	const facts = [...learned, ...given].map((tensor) => factsOf(kernel, tensor, out));
	const head = given.at(-1);
	const output = facts.pop();
	if (!head || !output || squashed === 0) return output ? [...facts, output] : facts;
	return [...facts, { ...output, saturated: saturatedShare(marginsOf(kernel, head, squashed), squashed) }];
}

/** The margins of a batch without what pads them. */
function marginsOf(kernel: NetsKernel, { at, rows, stride }: Tensor, classes: number): Float32Array {
	const margins = new Float32Array(rows * classes);
	const padded = new Float32Array(kernel.memory.buffer, at, rows * stride);
	for (let row = 0; row < rows; row++)
		for (let k = 0; k < classes; k++) margins[row * classes + k] = padded[row * stride + k] ?? 0;
	return margins;
}

function factsOf(kernel: NetsKernel, tensor: Tensor, out: number): TensorFacts {
	const { name, role, at, rows, width, stride, isGated } = tensor;
	kernel.tensorFacts(at, rows, width, stride, out);
	const [finite = 0, sum = 0, absolute = 0, squares = 0, least = 0, most = 0, zeros = 0, notFinite = 0] =
		new Float64Array(kernel.memory.buffer, out, 8);
	const n = Math.max(finite, 1);
	const mean = sum / n;
	return {
		name,
		role,
		count: rows * width,
		mean,
		meanAbsolute: absolute / n,
		variance: Math.max(0, squares / n - mean * mean),
		least,
		most,
		zeros: zeros / n,
		notFinite,
		inactive: isGated ? kernel.inactiveColumns(at, rows, width, stride) / width : null
	};
}
