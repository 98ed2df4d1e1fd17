import { initialNet, netTensors, type NetShape, type NetTensor } from '$lib/core/train/net';
import { dropoutKey, dropoutThreshold, isDropped } from '$lib/core/train/net-dropout';
import { normEpsilon, statsShare, unbiased } from '$lib/core/train/net-norm';
import { clipScale, netUpdate } from '$lib/core/train/net-update';
import type { MlpParams } from '$lib/core/train/params/mlp';
import type { Loss } from '$lib/core/train/problem';

/** A net in double: what every engine must do, slowly, a row at a time. Nothing is shared with them but the spec in core/train/net*. */
export interface PlainNet {
	readonly shape: NetShape;
	readonly parameters: Float64Array;
	readonly stats: Float64Array;
	readonly first: Float64Array;
	readonly second: Float64Array;
}
export interface PlainRows {
	readonly numbers: readonly (readonly number[])[];
	readonly codes: readonly (readonly number[])[];
	readonly labels: readonly number[];
	readonly weights: readonly number[];
}
/** What makes a pass one of training: where its masks come from. Null: to measure, with running statistics and no dropout. */
export interface Training {
	readonly seed: number;
	readonly step: number;
	readonly dropout: number;
}
type Matrix = number[][];

export function plainNet(shape: NetShape, seed: number): PlainNet {
	const { parameters, stats } = initialNet(shape, seed);
	const zeros = () => new Float64Array(parameters.length);
	return {
		shape,
		parameters: Float64Array.from(parameters),
		stats: Float64Array.from(stats),
		first: zeros(),
		second: zeros()
	};
}

/** Loss of one row's margins and its gradient, by definition. */
export function plainLoss(loss: Loss, margins: readonly number[], label: number): { loss: number; gradient: number[] } {
	if (loss === 'squared') {
		const d = (margins[0] ?? 0) - label;
		return { loss: (d * d) / 2, gradient: [d] };
	}
	if (loss === 'logistic') {
		const p = 1 / (1 + Math.exp(-(margins[0] ?? 0)));
		return { loss: -Math.log(label === 1 ? p : 1 - p), gradient: [p - label] };
	}
	const sum = margins.reduce((total, z) => total + Math.exp(z), 0);
	const shares = margins.map((z) => Math.exp(z) / sum);
	return { loss: -Math.log(shares[label] ?? 0), gradient: shares.map((p, k) => p - (k === label ? 1 : 0)) };
}

interface Pass {
	/** What enters each layer, and the margins at the end. */
	readonly values: Matrix[];
	/** Of each layer with norm: z normalised, and 1 / standard deviation. */
	readonly normed: { z: Matrix; inverse: number[]; mean: number[]; variance: number[] }[];
	/** Of each hidden layer: what its relu and dropout multiply the gradient by. */
	readonly gates: Matrix[];
}

export function plainForward(net: PlainNet, { numbers, codes }: PlainRows, training: Training | null): Pass {
	const { shape, parameters, stats } = net;
	const tensors = netTensors(shape);
	const tensor = (role: NetTensor['role'], place: number) => slice(parameters, find(tensors, role, place));
	const entering = numbers.map((own, row) => [
		...own,
		...shape.tables.flatMap(({ count, size }, place) => {
			const code = codes[row]?.[place] ?? count;
			return Array.from({ length: size }, (_, j) => (code < count ? at(tensor('table', place), code * size + j) : 0));
		})
	]);
	const pass: Pass = { values: [entering], normed: [], gates: [] };
	let stat = 0;
	shape.layers.forEach(({ inputs, outputs, hasNorm }, depth) => {
		const weights = tensor('weights', depth);
		const bias = tensor('bias', depth);
		let z = (pass.values[depth] ?? []).map((row) =>
			Array.from({ length: outputs }, (_, k) => {
				let sum = 0;
				for (let j = 0; j < inputs; j++) sum += at(row, j) * at(weights, j * outputs + k);
				return sum;
			})
		);
		if (hasNorm) {
			const units = Array.from({ length: outputs }, (_, k) => k);
			const means = units.map((k) => z.reduce((sum, row) => sum + at(row, k), 0) / z.length);
			const variances = units.map((k) => z.reduce((sum, row) => sum + (at(row, k) - at(means, k)) ** 2, 0) / z.length);
			const mean = training ? means : Array.from(stats.subarray(stat, stat + outputs));
			const variance = training ? variances : Array.from(stats.subarray(stat + outputs, stat + 2 * outputs));
			const inverse = variance.map((value) => 1 / Math.sqrt(value + normEpsilon));
			const gain = tensor('gain', depth);
			const normed = z.map((row) => row.map((value, k) => (value - at(mean, k)) * at(inverse, k)));
			pass.normed[depth] = { z: normed, inverse, mean: means, variance: variances };
			z = normed.map((row) => row.map((value, k) => value * at(gain, k)));
			stat += 2 * outputs;
		}
		z = z.map((row) => row.map((value, k) => value + at(bias, k)));
		if (depth < shape.layers.length - 1) {
			const share = training?.dropout ?? 0;
			const key = training ? dropoutKey(training.seed, training.step, depth) : 0;
			const gates = z.map((row, i) =>
				row.map((value, k) =>
					value <= 0 || (share > 0 && isDropped(key, i, outputs, k, dropoutThreshold(share))) ? 0 : 1 / (1 - share)
				)
			);
			pass.gates.push(gates);
			z = z.map((row, i) => row.map((value, k) => value * at(gates[i] ?? [], k)));
		}
		pass.values.push(z);
	});
	return pass;
}

/** Weighted sum of losses, and the gradient of that over the number of rows by each parameter. */
export function plainGradients(
	net: PlainNet,
	loss: Loss,
	rows: PlainRows,
	training: Training
): { loss: number; gradient: Float64Array; pass: Pass } {
	const { shape, parameters } = net;
	const tensors = netTensors(shape);
	const pass = plainForward(net, rows, training);
	const count = rows.labels.length;
	const gradient = new Float64Array(parameters.length);
	const add = (role: NetTensor['role'], place: number, i: number, value: number) => {
		const to = find(tensors, role, place).offset + i;
		gradient[to] = at(gradient, to) + value;
	};
	let total = 0;
	let delta = (pass.values.at(-1) ?? []).map((margins, row) => {
		const head = plainLoss(loss, margins, at(rows.labels, row));
		total += at(rows.weights, row) * head.loss;
		return head.gradient.map((g) => (at(rows.weights, row) * g) / count);
	});
	for (let depth = shape.layers.length - 1; depth >= 0; depth--) {
		const { inputs, outputs, hasNorm } = shape.layers[depth] ?? { inputs: 0, outputs: 0, hasNorm: false };
		const gates = pass.gates[depth];
		if (gates) delta = delta.map((row, i) => row.map((d, k) => d * at(gates[i] ?? [], k)));
		delta.forEach((row) => row.forEach((d, k) => add('bias', depth, k, d)));
		const normed = pass.normed[depth];
		if (hasNorm && normed) {
			const gain = slice(parameters, find(tensors, 'gain', depth));
			delta.forEach((row, i) => row.forEach((d, k) => add('gain', depth, k, d * at(normed.z[i] ?? [], k))));
			const slopes = delta.map((row) => row.map((d, k) => d * at(gain, k)));
			const units = Array.from({ length: outputs }, (_, k) => k);
			const sums = units.map((k) => slopes.reduce((sum, row) => sum + at(row, k), 0) / count);
			const products = units.map(
				(k) => slopes.reduce((sum, row, i) => sum + at(row, k) * at(normed.z[i] ?? [], k), 0) / count
			);
			delta = slopes.map((row, i) =>
				row.map((d, k) => at(normed.inverse, k) * (d - at(sums, k) - at(normed.z[i] ?? [], k) * at(products, k)))
			);
		}
		const below = pass.values[depth] ?? [];
		const weights = slice(parameters, find(tensors, 'weights', depth));
		delta.forEach((row, i) =>
			row.forEach((d, k) => {
				for (let j = 0; j < inputs; j++) add('weights', depth, j * outputs + k, d * at(below[i] ?? [], j));
			})
		);
		delta = delta.map((row) =>
			Array.from({ length: inputs }, (_, j) => row.reduce((sum, d, k) => sum + d * at(weights, j * outputs + k), 0))
		);
	}
	let from = shape.numbers;
	shape.tables.forEach(({ count: categories, size }, place) => {
		delta.forEach((row, i) => {
			const code = rows.codes[i]?.[place] ?? categories;
			for (let j = 0; j < size && code < categories; j++) add('table', place, code * size + j, at(row, from + j));
		});
		from += size;
	});
	return { loss: total, gradient, pass };
}

/** One step (from 1 to total) on the rows of a batch of at most `full`; changes the net, returns the weighted sum of losses before. */
export function plainStep(
	net: PlainNet,
	loss: Loss,
	rows: PlainRows,
	params: MlpParams,
	{ seed, step, total, full }: { seed: number; step: number; total: number; full: number }
): number {
	const { shape, parameters, stats, first, second } = net;
	const found = plainGradients(net, loss, rows, { seed, step, dropout: params.dropout });
	const scale = clipScale(
		params.clip,
		found.gradient.reduce((sum, g) => sum + g * g, 0)
	);
	const { rate, l2, decay, momentum, correction1, correction2 } = netUpdate(params, step, total);
	for (const { role, offset, count } of netTensors(shape))
		for (let i = offset; i < offset + count; i++) {
			const w = at(parameters, i);
			const own = role === 'weights' ? 1 : 0;
			const g = at(found.gradient, i) * scale + own * l2 * w;
			if (params.optimiser === 'sgd') {
				first[i] = momentum * at(first, i) + g;
				parameters[i] = w - rate * at(first, i);
				continue;
			}
			first[i] = 0.9 * at(first, i) + 0.1 * g;
			second[i] = 0.999 * at(second, i) + 0.001 * g * g;
			const direction = (correction1 * at(first, i)) / (Math.sqrt(correction2 * at(second, i)) + 1e-8);
			parameters[i] = w - rate * (own * decay * w + direction);
		}
	const share = statsShare(step, rows.labels.length, full);
	let from = 0;
	found.pass.normed.forEach(({ mean, variance }) => {
		[mean, variance.map((value) => value * unbiased(rows.labels.length))].forEach((list) =>
			list.forEach((value) => {
				stats[from] = at(stats, from) + share * (value - at(stats, from));
				from += 1;
			})
		);
	});
	return found.loss;
}

function find(tensors: readonly NetTensor[], role: NetTensor['role'], place: number): NetTensor {
	const found = tensors.find((tensor) => tensor.role === role && tensor.place === place);
	if (!found) throw new Error(`no ${role} ${place}`);
	return found;
}

function slice(list: Float64Array, { offset, count }: NetTensor): Float64Array {
	return list.subarray(offset, offset + count);
}

function at(list: ArrayLike<number>, index: number): number {
	return list[index] ?? NaN;
}
