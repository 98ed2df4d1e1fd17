import { seededRandom, type Random } from '../random';
import type { OneHotBlock } from './encode';
import type { MlpParams } from './params/mlp';
import type { Problem } from './problem';

/** Categories read as a code: each has a row of `size` numbers in a table of `count` rows that is learned. */
export interface NetTable extends OneHotBlock {
	readonly size: number;
}

/** z = x weights; with `hasNorm` z is then normalised over the batch and multiplied by the gain; bias is added last. */
export interface NetLayer {
	readonly inputs: number;
	readonly outputs: number;
	readonly hasNorm: boolean;
}

/**
 * A net in training. What enters the first layer: the features outside the tables in their order (`numbers` of them), then the row of each
 * table that the example's code names (zeros where the code is `count`: none of them). A hidden layer is dense, batch norm if it has one,
 * relu, dropout; the last one is dense. Its outputs are margins.
 */
export interface NetShape {
	readonly features: number;
	readonly numbers: number;
	readonly tables: readonly NetTable[];
	readonly layers: readonly NetLayer[];
}

/** Blocks of fewer categories stay one-hot. */
const leastEmbedded = 5;

/** Numbers a category gets, `most` at most: the rule of thumb of fastai, 1.6 n^0.56. */
export function embeddingSize(categories: number, most: number): number {
	return Math.min(most, Math.round(1.6 * categories ** 0.56));
}

/** How many numbers enter a net for a column of so many categories. */
export function embeddedInputs(categories: number, most: number): number {
	return most > 0 && categories >= leastEmbedded ? embeddingSize(categories, most) : categories;
}

export function netShape(
	{ width, outputs, blocks }: Pick<Problem, 'width' | 'outputs' | 'blocks'>,
	{ hidden, embedding, batchNorm }: Pick<MlpParams, 'hidden' | 'embedding' | 'batchNorm'>
): NetShape {
	const embedded = embedding === 0 ? [] : blocks.filter(({ count }) => count >= leastEmbedded);
	const tables = embedded.map((block) => ({ ...block, size: embeddingSize(block.count, embedding) }));
	const numbers = tables.reduce((left, { count }) => left - count, width);
	const inputs = tables.reduce((sum, { size }) => sum + size, numbers);
	const sizes = [inputs, ...hidden.split(',').map(Number), outputs];
	const layers = sizes.slice(1).map((to, depth) => ({
		inputs: sizes[depth] ?? 0,
		outputs: to,
		hasNorm: batchNorm === 'on' && depth < sizes.length - 2
	}));
	return { features: width, numbers, tables, layers };
}

/** Where a learned tensor lies in the flat list of a net's parameters. `place`: its table's or layer's number from 0. */
export interface NetTensor {
	readonly role: 'table' | 'weights' | 'bias' | 'gain';
	readonly place: number;
	readonly offset: number;
	readonly count: number;
}

/** The parameters in order: tables (count x size), then for each layer weights (inputs x outputs), bias and, with norm, gain. */
export function netTensors({ tables, layers }: NetShape): NetTensor[] {
	const wanted: Pick<NetTensor, 'role' | 'place' | 'count'>[] = [
		...tables.map(({ count, size }, place) => ({ role: 'table' as const, place, count: count * size })),
		...layers.flatMap(({ inputs, outputs, hasNorm }, place) => [
			{ role: 'weights' as const, place, count: inputs * outputs },
			{ role: 'bias' as const, place, count: outputs },
			...(hasNorm ? [{ role: 'gain' as const, place, count: outputs }] : [])
		])
	];
	let offset = 0;
	return wanted.map((tensor) => {
		const placed = { ...tensor, offset };
		offset += tensor.count;
		return placed;
	});
}

/** A net's numbers: learned parameters in the order of netTensors, and for each layer with norm its running means, then variances. */
export interface NetState {
	readonly parameters: Float32Array;
	readonly stats: Float32Array;
}

/** Standard deviation of a category's numbers at the start. */
const tableDeviation = 0.1;

/**
 * Glorot-uniform weights (Glorot & Bengio 2010: within ±√(6 / (inputs + outputs))), zero biases, gains of 1, small normal tables
 * (Box-Muller); the same seed gives the same net on every engine.
 */
export function initialNet(shape: NetShape, seed: number): NetState {
	const random = seededRandom(seed);
	const tensors = netTensors(shape);
	const parameters = new Float32Array(tensors.reduce((sum, { count }) => sum + count, 0));
	const fill = ({ offset, count }: NetTensor, draw: () => number) => {
		for (let at = offset; at < offset + count; at++) parameters[at] = draw();
	};
	for (const tensor of tensors) {
		const { inputs = 1, outputs = 1 } = shape.layers[tensor.place] ?? {};
		const bound = Math.sqrt(6 / (inputs + outputs));
		if (tensor.role === 'weights') fill(tensor, () => bound * (2 * random() - 1));
		if (tensor.role === 'gain') fill(tensor, () => 1);
	}
	for (const tensor of tensors) if (tensor.role === 'table') fill(tensor, () => tableDeviation * normal(random));
	return { parameters, stats: Float32Array.from(shape.layers.flatMap(initialStats)) };
}

function initialStats({ outputs, hasNorm }: NetLayer): number[] {
	return hasNorm ? [...new Array<number>(outputs).fill(0), ...new Array<number>(outputs).fill(1)] : [];
}

function normal(random: Random): number {
	return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
