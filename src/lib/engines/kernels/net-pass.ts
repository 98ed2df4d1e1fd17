import { dropoutKey, dropoutThreshold } from '$lib/core/train/net-dropout';
import { normEpsilon, statsShare, unbiased } from '$lib/core/train/net-norm';
import { clipScale, type NetUpdate } from '$lib/core/train/net-update';
import type { MlpParams } from '$lib/core/train/params/mlp';
import { roundUp, type LayerMemory, type NetMemory } from './net-memory';
import type { NetRows } from './net-rows';
import type { NetsKernel } from './nets-kernel';

/** The rows of a pass: `count` of them, listed from the address `index` on. */
export interface Batch {
	readonly rows: NetRows;
	readonly index: number;
	readonly count: number;
}
/** What makes a pass one of training; without it norm uses running statistics and nothing is dropped. */
export interface TrainingPass {
	readonly seed: number;
	readonly step: number;
	readonly dropout: number;
	/** Rows of a full batch. */
	readonly full: number;
}

/** Puts the features of a batch into what enters the first layer. */
export function enterBatch(kernel: NetsKernel, net: NetMemory, { rows, index, count }: Batch): void {
	const { shape, layers, tables, parameters, entering } = net;
	const width = layers[0]?.inputs ?? 0;
	kernel.gather(rows.numbers, rows.width, index, count, entering, width);
	let column = shape.numbers;
	shape.tables.forEach(({ count: categories, size }, place) => {
		const table = parameters + (tables[place]?.at ?? 0);
		const codes = rows.codes + place * 4;
		kernel.embed(table, categories, size, codes, shape.tables.length, index, count, entering + column * 4, width);
		column += size;
	});
}

/** Leaves in each layer what it gives for the batch that has entered. */
export function forward(kernel: NetsKernel, net: NetMemory, count: number, training: TrainingPass | null): void {
	let input = net.entering;
	net.layers.forEach((layer, depth) => {
		const { inputs, outputs, fed, weights, bias, values } = layer;
		const isHidden = depth < net.layers.length - 1;
		const target = layer.hasNorm ? layer.normed : values;
		const start = layer.hasNorm ? net.zeros : net.parameters + bias.at;
		const relu = isHidden && !layer.hasNorm ? 1 : 0;
		const w = net.parameters + weights.at;
		kernel.gemm(roundUp(count), outputs, fed, input, inputs, 1, w, outputs, start, relu, target);
		if (layer.hasNorm) normalise(kernel, net, layer, count, training);
		if (training && training.dropout > 0 && isHidden) {
			const { seed, step, dropout } = training;
			const key = dropoutKey(seed, step, depth);
			kernel.dropout(values, count, outputs, layer.units, key, dropoutThreshold(dropout), 1 / (1 - dropout));
		}
		input = values;
	});
}

function normalise(
	kernel: NetsKernel,
	net: NetMemory,
	layer: LayerMemory,
	count: number,
	training: TrainingPass | null
): void {
	const { outputs, normed, batchStats, runningStats, inverse, values } = layer;
	const stats = training ? batchStats : runningStats;
	const [mean, variance] = [stats, stats + outputs * 4];
	if (training) {
		kernel.columnStats(normed, count, outputs, mean, variance);
		const share = statsShare(training.step, count, training.full);
		kernel.moveStats(runningStats, mean, outputs, share, 1);
		kernel.moveStats(runningStats + outputs * 4, variance, outputs, share, unbiased(count));
	}
	const gain = net.parameters + (layer.gain?.at ?? 0);
	const bias = net.parameters + layer.bias.at;
	kernel.normalise(normed, count, outputs, mean, variance, normEpsilon, gain, bias, inverse, values);
}

/**
 * Leaves the gradients of all parameters, from that of the margins in the last layer; and of what each hidden layer gave what rules read, at its
 * address in `gated`, where there is one.
 */
export function backward(
	kernel: NetsKernel,
	net: NetMemory,
	{ rows, index, count }: Batch,
	dropout: number,
	gated: readonly number[]
): void {
	for (let depth = net.layers.length - 1; depth >= 0; depth--) {
		const layer = net.layers[depth];
		const below = net.layers[depth - 1];
		if (!layer) continue;
		const { inputs, outputs, units, gradient, weights, transposed } = layer;
		const biasGradient = net.gradients + layer.bias.at;
		if (layer.gain) {
			const gain = net.parameters + layer.gain.at;
			const gainGradient = net.gradients + layer.gain.at;
			const { normed, inverse } = layer;
			kernel.normBackward(gradient, normed, count, outputs, gain, inverse, gainGradient, biasGradient);
		} else kernel.sumColumns(gradient, count, outputs, biasGradient);
		const input = below?.values ?? net.entering;
		const slopes = net.gradients + weights.at;
		kernel.gemm(inputs, outputs, count, input, 1, inputs, gradient, outputs, net.zeros, 0, slopes);
		if (!below && net.tables.length === 0) continue;
		kernel.transpose(net.parameters + weights.at, inputs, outputs, transposed);
		/** Of the first layer only what the tables gave is asked for. */
		const from = below ? 0 : net.shape.numbers & ~3;
		const width = inputs - from;
		const [w, target] = [transposed + from * 4, (below?.gradient ?? net.enteringGradient) + from * 4];
		kernel.gemm(roundUp(count), width, units, gradient, outputs, 1, w, inputs, net.zeros, 0, target);
		if (!below) continue;
		const facts = gated[depth - 1] ?? 0;
		kernel.gateBackward(below.gradient, below.values, count, inputs, 1 / (1 - dropout), below.units, facts);
	}
	const width = net.layers[0]?.inputs ?? 0;
	let column = net.shape.numbers;
	net.shape.tables.forEach(({ count: categories, size }, place) => {
		const gradient = net.gradients + (net.tables[place]?.at ?? 0);
		const codes = rows.codes + place * 4;
		const source = net.enteringGradient + column * 4;
		kernel.embedBackward(gradient, categories, size, codes, net.tables.length, index, count, source, width);
		column += size;
	});
}

/** Parameters that an update moves in one call: `count` of them, from the address `at` of a region on. */
export interface UpdatePart {
	readonly at: number;
	readonly count: number;
	readonly isDecayed: boolean;
	/** Where the kernel leaves sums of what it saw; 0 where nobody looks. */
	readonly sums: number;
}

/** What decays, and the rest. */
export function updateParts({ size, decayed }: NetMemory): UpdatePart[] {
	return [
		{ at: 0, count: decayed, isDecayed: true, sums: 0 },
		{ at: decayed * 4, count: size - decayed, isDecayed: false, sums: 0 }
	];
}

/** Moves the parameters by their gradients. */
export function update(
	kernel: NetsKernel,
	net: NetMemory,
	params: MlpParams,
	by: NetUpdate,
	parts: readonly UpdatePart[]
): void {
	const { parameters, gradients, first, second, changes, size } = net;
	const scale = params.clip > 0 ? clipScale(params.clip, kernel.sumSquares(gradients, size)) : 1;
	const { rate, correction1, correction2 } = by;
	for (const { at, count, isDecayed, sums } of parts) {
		const [l2, decay] = isDecayed ? [by.l2, by.decay] : [0, 0];
		const [w, g, m, change] = [parameters + at, gradients + at, first + at, changes + at];
		if (params.optimiser === 'sgd') kernel.sgd(w, g, m, count, scale, rate, l2, by.momentum, change, sums);
		else {
			const s = second + at;
			kernel.adam(w, g, m, s, count, scale, rate, l2, decay, correction1, correction2, change, sums);
		}
	}
}
