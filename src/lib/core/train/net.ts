import type { MlpEstimator } from '../model/model';
import { seededRandom, shuffledIndex, type Random } from '../random';

/** Sizes of a net's layers, inputs and outputs included: `hidden` is "64,32". */
export function layerSizes(width: number, hidden: string, outputs: number): number[] {
	return [width, ...hidden.split(',').map(Number), outputs];
}

/** He-normal weights (Box-Muller) and zero biases, rounded to float32; the same seed gives the same net on every engine. */
export function initialLayers(sizes: readonly number[], seed: number): MlpEstimator['layers'] {
	const random = seededRandom(seed);
	return sizes.slice(1).map((outputs, depth) => {
		const inputs = sizes[depth] ?? 0;
		const deviation = Math.sqrt((depth === sizes.length - 2 ? 1 : 2) / inputs);
		return {
			inputs,
			outputs,
			weights: Array.from({ length: inputs * outputs }, () => Math.fround(deviation * normal(random))),
			bias: new Array<number>(outputs).fill(0)
		};
	});
}

function normal(random: Random): number {
	return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** The order in which each epoch takes the rows, epoch after epoch. */
export function* epochOrders(rows: number, epochs: number, seed: number): Generator<Int32Array, void> {
	const random = seededRandom(seed + 1);
	for (let epoch = 0; epoch < epochs; epoch++) yield shuffledIndex(rows, random);
}
