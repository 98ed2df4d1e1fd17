import {
	add,
	cast,
	concat,
	div,
	matMul,
	mean,
	mul,
	oneHot,
	relu,
	reshape,
	slice,
	sqrt,
	square,
	step as isPositive,
	sub,
	sum,
	tensor2d,
	type Tensor,
	type Tensor2D
} from '@tensorflow/tfjs-core';
import type { NetShape } from '$lib/core/train/net';
import { dropoutKey, dropoutThreshold, isDropped } from '$lib/core/train/net-dropout';
import { normEpsilon } from '$lib/core/train/net-norm';
import type { Rows } from './rows';

/** A net's tensors by role, each in the order of its tables or layers; gains and statistics are null where a layer has no norm. */
export interface NetTensors {
	readonly tables: readonly Tensor[];
	readonly weights: readonly Tensor[];
	readonly biases: readonly Tensor[];
	readonly gains: readonly (Tensor | null)[];
	readonly stats: readonly (Moments | null)[];
}
export interface Moments {
	readonly mean: Tensor;
	readonly variance: Tensor;
}

/** Where the masks of a training pass come from. */
export interface Training {
	readonly seed: number;
	readonly step: number;
	readonly dropout: number;
}

/** What the way back needs of a pass. */
export interface Pass {
	/** What enters each layer, and the margins at the end. */
	readonly values: readonly Tensor[];
	/** The rows' one-hot codes of each table. */
	readonly hot: readonly Tensor[];
	/** What relu and dropout multiply each hidden layer's gradient by. */
	readonly gates: readonly Tensor[];
	readonly norms: readonly (Normed | null)[];
}
interface Normed extends Moments {
	readonly z: Tensor;
	readonly inverse: Tensor;
}

function asMatrix(tensor: Tensor): Tensor2D {
	return reshape(tensor, [tensor.shape[0] ?? 0, tensor.shape[1] ?? 1]);
}

/** From rows to margins; to measure when `training` is null: running statistics, no dropout. */
export function forward(shape: NetShape, net: NetTensors, rows: Rows, training: Training | null): Pass {
	const hot = shape.tables.map(({ count }, at) => asFloats(oneHot(rows.codes[at] ?? rows.label, count)));
	const read = hot.map((codes, at) => matMul(asMatrix(codes), asMatrix(net.tables[at] ?? codes)));
	const entering = [...(rows.x ? [rows.x] : []), ...read];
	const values: Tensor[] = [entering.length > 1 ? concat(entering, 1) : (entering[0] ?? rows.label)];
	const gates: Tensor[] = [];
	const norms = shape.layers.map(({ outputs }, depth) => {
		const [weights, bias] = [net.weights[depth], net.biases[depth]];
		const below = values[depth];
		if (!weights || !bias || !below) return null;
		let z: Tensor = matMul(asMatrix(below), asMatrix(weights));
		const gain = net.gains[depth];
		const norm = gain ? normalise(z, training ? null : (net.stats[depth] ?? null)) : null;
		if (gain && norm) z = mul(norm.z, gain);
		z = add(z, bias);
		if (depth < shape.layers.length - 1) {
			let gate: Tensor = isPositive(z);
			z = relu(z);
			if (training && training.dropout > 0) {
				const kept = mask(training, depth, rows.count, outputs);
				gate = mul(gate, kept);
				z = mul(z, kept);
			}
			gates.push(gate);
		}
		values.push(z);
		return norm;
	});
	return { values, hot, gates, norms };
}

function asFloats(tensor: Tensor): Tensor {
	return cast(tensor, 'float32');
}

function normalise(z: Tensor, running: Moments | null): Normed {
	const center = running?.mean ?? mean(z, 0);
	const variance = running?.variance ?? mean(square(sub(z, center)), 0);
	const inverse = div(1, sqrt(add(variance, normEpsilon)));
	return { z: mul(sub(z, center), inverse), inverse, mean: center, variance };
}

function mask({ seed, step, dropout }: Training, layer: number, rows: number, width: number): Tensor {
	const key = dropoutKey(seed, step, layer);
	const threshold = dropoutThreshold(dropout);
	const kept = Float32Array.from({ length: rows * width }, (_, at) =>
		isDropped(key, Math.floor(at / width), width, at % width, threshold) ? 0 : 1 / (1 - dropout)
	);
	return tensor2d(kept, [rows, width]);
}

/** The gradients of all parameters from that of the margins. */
export function backward(shape: NetShape, net: NetTensors, pass: Pass, margins: Tensor): Omit<NetTensors, 'stats'> {
	const weights: Tensor[] = [];
	const biases: Tensor[] = [];
	const gains: (Tensor | null)[] = [];
	let delta = margins;
	for (let depth = shape.layers.length - 1; depth >= 0; depth--) {
		const gate = pass.gates[depth];
		if (gate) delta = mul(delta, gate);
		biases[depth] = sum(delta, 0);
		const [norm, gain] = [pass.norms[depth], net.gains[depth]];
		gains[depth] = null;
		if (norm && gain) {
			gains[depth] = sum(mul(delta, norm.z), 0);
			const slope = mul(delta, gain);
			const shared = add(mean(slope, 0), mul(norm.z, mean(mul(slope, norm.z), 0)));
			delta = mul(norm.inverse, sub(slope, shared));
		}
		const [below, own] = [pass.values[depth], net.weights[depth]];
		if (!below || !own) continue;
		weights[depth] = matMul(asMatrix(below), asMatrix(delta), true, false);
		if (depth > 0 || shape.tables.length > 0) delta = matMul(asMatrix(delta), asMatrix(own), false, true);
	}
	let from = shape.numbers;
	const tables = shape.tables.map(({ size }, at) => {
		const part = slice(asMatrix(delta), [0, from], [-1, size]);
		from += size;
		return matMul(asMatrix(pass.hot[at] ?? part), part, true, false);
	});
	return { tables, weights, biases, gains };
}
