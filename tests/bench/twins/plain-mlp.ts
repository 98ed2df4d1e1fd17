import type { MlpEstimator } from '$lib/core/model/model';
import { epochOrders, initialLayers, layerSizes } from '$lib/core/train/net';
import type { Loss } from '$lib/core/train/problem';

interface Gradient {
	readonly weights: Float64Array;
	readonly bias: Float64Array;
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

/** Back-propagation in double, a row at a time: nothing shared with the kernels but the formulas. */
export function plainGradients(
	layers: MlpEstimator['layers'],
	loss: Loss,
	x: readonly (readonly number[])[],
	labels: readonly number[]
): { loss: number; layers: Gradient[] } {
	const gradients = layers.map(({ inputs, outputs }) => ({
		weights: new Float64Array(inputs * outputs),
		bias: new Float64Array(outputs)
	}));
	let total = 0;
	x.forEach((row, at) => {
		const values: number[][] = [[...row]];
		layers.forEach(({ inputs, outputs, weights, bias }, depth) => {
			const below = values[depth] ?? [];
			values.push(
				Array.from({ length: outputs }, (_, k) => {
					let sum = bias[k] ?? 0;
					for (let j = 0; j < inputs; j++) sum += (below[j] ?? 0) * (weights[j * outputs + k] ?? 0);
					return depth < layers.length - 1 ? Math.max(0, sum) : sum;
				})
			);
		});
		const head = plainLoss(loss, values[layers.length] ?? [], labels[at] ?? 0);
		total += head.loss / x.length;
		let delta = head.gradient.map((g) => g / x.length);
		for (let depth = layers.length - 1; depth >= 0; depth--) {
			const { inputs, outputs, weights } = layers[depth] ?? { inputs: 0, outputs: 0, weights: [] };
			const gradient = gradients[depth];
			const below = values[depth] ?? [];
			const next = new Array<number>(inputs).fill(0);
			for (let k = 0; k < outputs; k++) {
				const d = delta[k] ?? 0;
				if (gradient) gradient.bias[k] = (gradient.bias[k] ?? 0) + d;
				for (let j = 0; j < inputs; j++) {
					const place = j * outputs + k;
					if (gradient) gradient.weights[place] = (gradient.weights[place] ?? 0) + d * (below[j] ?? 0);
					next[j] = (next[j] ?? 0) + ((below[j] ?? 0) > 0 ? d * (weights[place] ?? 0) : 0);
				}
			}
			delta = next;
		}
	});
	return { loss: total, layers: gradients };
}

/** Mini-batch Adam on plainGradients, with the same start and order as the engines. */
export function plainFit(
	x: readonly (readonly number[])[],
	labels: readonly number[],
	loss: Loss,
	outputs: number,
	params: { hidden: string; epochs: number; batch: number; learningRate: number; l2: number },
	seed: number
): MlpEstimator['layers'] {
	const layers = initialLayers(layerSizes(x[0]?.length ?? 0, params.hidden, outputs), seed);
	const state = layers.map(({ weights, bias }) =>
		[weights, bias].map((list) => ({ first: list.map(() => 0), second: list.map(() => 0) }))
	);
	let step = 0;
	for (const order of epochOrders(x.length, params.epochs, seed)) {
		for (let from = 0; from < order.length; from += params.batch) {
			const rows = Array.from(order.subarray(from, from + params.batch));
			const { layers: gradients } = plainGradients(
				layers,
				loss,
				rows.map((row) => x[row] ?? []),
				rows.map((row) => labels[row] ?? 0)
			);
			step += 1;
			layers.forEach(({ weights, bias }, depth) => {
				[weights, bias].forEach((list, part) => {
					const slopes = (part === 0 ? gradients[depth]?.weights : gradients[depth]?.bias) ?? new Float64Array(0);
					const { first, second } = state[depth]?.[part] ?? { first: [], second: [] };
					list.forEach((value, i) => {
						const g = (slopes[i] ?? 0) + (part === 0 ? params.l2 * value : 0);
						const m = (first[i] = 0.9 * (first[i] ?? 0) + 0.1 * g);
						const s = (second[i] = 0.999 * (second[i] ?? 0) + 0.001 * g * g);
						list[i] =
							value - (params.learningRate * (m / (1 - 0.9 ** step))) / (Math.sqrt(s / (1 - 0.999 ** step)) + 1e-8);
					});
				});
			});
		}
	}
	return layers;
}
