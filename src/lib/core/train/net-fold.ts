import type { MlpEstimator } from '../model/model';
import { netTensors, type NetShape, type NetState, type NetTensor } from './net';
import { normEpsilon } from './net-norm';

/**
 * A trained net as plain dense layers over all features: a category's row of a table times the first layer's weights are the weights
 * of its one-hot feature, and batch norm by the running statistics is a factor and a shift of each unit. In double, rounded to float32.
 */
export function foldNet(shape: NetShape, { parameters, stats }: NetState): MlpEstimator {
	const found = new Map(netTensors(shape).map((tensor) => [tensorKey(tensor), tensor]));
	const read = (role: NetTensor['role'], place: number): Float32Array => {
		const tensor = found.get(tensorKey({ role, place }));
		return tensor ? parameters.subarray(tensor.offset, tensor.offset + tensor.count) : new Float32Array(0);
	};
	let norm = 0;
	const layers = shape.layers.map(({ inputs, outputs, hasNorm }, depth) => {
		const own = Float64Array.from(read('weights', depth));
		const weights = depth === 0 ? unfoldTables(shape, own, (place) => read('table', place)) : own;
		const bias = Float64Array.from(read('bias', depth));
		if (hasNorm) {
			const gain = read('gain', depth);
			const means = stats.subarray(norm, norm + outputs);
			const variances = stats.subarray(norm + outputs, norm + 2 * outputs);
			norm += 2 * outputs;
			for (let k = 0; k < outputs; k++) {
				const factor = (gain[k] ?? 0) / Math.sqrt((variances[k] ?? 0) + normEpsilon);
				for (let at = k; at < weights.length; at += outputs) weights[at] = (weights[at] ?? 0) * factor;
				bias[k] = (bias[k] ?? 0) - (means[k] ?? 0) * factor;
			}
		}
		return {
			inputs: depth === 0 ? shape.features : inputs,
			outputs,
			weights: Array.from(weights, Math.fround),
			bias: Array.from(bias, Math.fround)
		};
	});
	return { type: 'mlp', layers };
}

function tensorKey({ role, place }: Pick<NetTensor, 'role' | 'place'>): string {
	return `${role} ${place}`;
}

/** The first layer's weights [features x outputs] from its own [numbers + sizes of tables x outputs]. */
function unfoldTables(
	{ features, numbers, tables, layers }: NetShape,
	own: Float64Array,
	tableOf: (place: number) => Float32Array
): Float64Array {
	const outputs = layers[0]?.outputs ?? 0;
	const weights = new Float64Array(features * outputs);
	let from = 0;
	let feature = 0;
	const copyNumbers = (end: number) => {
		weights.set(own.subarray(from * outputs, (from + end - feature) * outputs), feature * outputs);
		from += end - feature;
	};
	let row = numbers;
	tables.forEach(({ first, count, size }, place) => {
		copyNumbers(first);
		feature = first + count;
		const table = tableOf(place);
		for (let category = 0; category < count; category++)
			for (let j = 0; j < size; j++) {
				const value = table[category * size + j] ?? 0;
				for (let k = 0; k < outputs; k++) {
					const at = (first + category) * outputs + k;
					weights[at] = (weights[at] ?? 0) + value * (own[(row + j) * outputs + k] ?? 0);
				}
			}
		row += size;
	});
	copyNumbers(features);
	return weights;
}
