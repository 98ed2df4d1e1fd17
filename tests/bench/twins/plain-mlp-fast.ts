import type { MlpEstimator } from '$lib/core/model/model';
import { initialNet, netShape } from '$lib/core/train/net';
import { epochOrder } from '$lib/core/train/net-batches';
import { foldNet } from '$lib/core/train/net-fold';
import { resolveParams } from '$lib/core/train/params';
import type { FitHooks, Problem } from '$lib/core/train/problem';

interface Layer {
	readonly inputs: number;
	readonly outputs: number;
	readonly w: Float32Array;
	readonly b: Float32Array;
	readonly gw: Float32Array;
	readonly gb: Float32Array;
	readonly mw: Float32Array;
	readonly vw: Float32Array;
	readonly mb: Float32Array;
	readonly vb: Float32Array;
	readonly values: Float32Array;
	readonly delta: Float32Array;
}

/**
 * A perceptron with one logistic output in plain JavaScript over typed arrays, loops fused and ordered for the cache: what someone would
 * write by hand without WebAssembly. The yardstick of the benchmark.
 */
export function plainFit(problem: Problem, { recorder, step: tell }: FitHooks): MlpEstimator {
	const params = resolveParams('mlp', problem.params);
	const { width } = problem;
	const count = problem.train.rows.length;
	const x = new Float32Array(count * width);
	problem.train.encode(x, { rowStride: width, columnStride: 1 });
	recorder.lap('read');
	const shape = netShape(problem, params);
	const start = foldNet(shape, initialNet(shape, problem.seed)).layers;
	const { batch } = params;
	const layers = start.map(({ inputs, outputs, weights, bias }): Layer => {
		const zeros = (size: number) => new Float32Array(size);
		const size = inputs * outputs;
		return {
			...{ inputs, outputs, w: Float32Array.from(weights), b: Float32Array.from(bias) },
			...{
				gw: zeros(size),
				gb: zeros(outputs),
				mw: zeros(size),
				vw: zeros(size),
				mb: zeros(outputs),
				vb: zeros(outputs)
			},
			...{ values: zeros(batch * outputs), delta: zeros(batch * outputs) }
		};
	});
	const input = new Float32Array(batch * width);
	let step = 0;
	for (let epoch = 1; epoch <= params.epochs; epoch++) {
		const order = epochOrder(count, problem.seed, epoch);
		let loss = 0;
		for (let from = 0; from < count; from += batch) {
			const rows = Math.min(batch, count - from);
			for (let i = 0; i < rows; i++) {
				const at = (order[from + i] ?? 0) * width;
				for (let j = 0; j < width; j++) input[i * width + j] = x[at + j] ?? 0;
			}
			recorder.lap('prepare');
			layers.forEach((layer, depth) =>
				forward(layer, layers[depth - 1]?.values ?? input, rows, depth < layers.length - 1)
			);
			const head = layers.at(-1);
			if (!head) break;
			for (let i = 0; i < rows; i++) {
				const z = head.values[i] ?? 0;
				const y = problem.train.labels[order[from + i] ?? 0] ?? 0;
				head.delta[i] = (1 / (1 + Math.exp(-z)) - y) / rows;
				loss += Math.max(z, 0) - z * y + Math.log1p(Math.exp(-Math.abs(z)));
			}
			recorder.lap('forward');
			for (let depth = layers.length - 1; depth >= 0; depth--) {
				const layer = layers[depth];
				if (layer) backward(layer, layers[depth - 1], input, rows);
			}
			recorder.lap('backward');
			step += 1;
			for (const { w, gw, mw, vw, b, gb, mb, vb } of layers) {
				adam(w, gw, mw, vw, params.learningRate, params.l2, step);
				adam(b, gb, mb, vb, params.learningRate, 0, step);
			}
			recorder.lap('update');
		}
		tell({ step: epoch, total: params.epochs, train: loss / count, validation: null, test: null });
	}
	return {
		type: 'mlp',
		layers: layers.map(({ inputs, outputs, w, b }) => ({
			inputs,
			outputs,
			weights: Array.from(w),
			bias: Array.from(b)
		}))
	};
}

function forward({ inputs, outputs, w, b, values }: Layer, x: Float32Array, rows: number, isHidden: boolean): void {
	for (let i = 0; i < rows; i++) {
		const to = i * outputs;
		for (let k = 0; k < outputs; k++) values[to + k] = b[k] ?? 0;
		for (let j = 0; j < inputs; j++) {
			const a = x[i * inputs + j] ?? 0;
			if (a === 0) continue;
			const from = j * outputs;
			for (let k = 0; k < outputs; k++) values[to + k] = (values[to + k] ?? 0) + a * (w[from + k] ?? 0);
		}
		if (isHidden) for (let k = 0; k < outputs; k++) if ((values[to + k] ?? 0) < 0) values[to + k] = 0;
	}
}

function backward(
	{ inputs, outputs, w, gw, gb, delta }: Layer,
	below: Layer | undefined,
	x: Float32Array,
	rows: number
): void {
	gw.fill(0);
	gb.fill(0);
	const source = below?.values ?? x;
	for (let i = 0; i < rows; i++) {
		const at = i * outputs;
		for (let k = 0; k < outputs; k++) gb[k] = (gb[k] ?? 0) + (delta[at + k] ?? 0);
		for (let j = 0; j < inputs; j++) {
			const a = source[i * inputs + j] ?? 0;
			const from = j * outputs;
			if (a === 0) {
				if (below) below.delta[i * inputs + j] = 0;
				continue;
			}
			let sum = 0;
			for (let k = 0; k < outputs; k++) {
				const d = delta[at + k] ?? 0;
				gw[from + k] = (gw[from + k] ?? 0) + a * d;
				sum += d * (w[from + k] ?? 0);
			}
			if (below) below.delta[i * inputs + j] = sum;
		}
	}
}

function adam(
	w: Float32Array,
	g: Float32Array,
	m: Float32Array,
	v: Float32Array,
	rate: number,
	l2: number,
	step: number
): void {
	const scale = rate / (1 - 0.9 ** step);
	const correction = 1 / (1 - 0.999 ** step);
	for (let i = 0; i < w.length; i++) {
		const slope = (g[i] ?? 0) + l2 * (w[i] ?? 0);
		const first = (m[i] = 0.9 * (m[i] ?? 0) + 0.1 * slope);
		const second = (v[i] = 0.999 * (v[i] ?? 0) + 0.001 * slope * slope);
		w[i] = (w[i] ?? 0) - (scale * first) / (Math.sqrt(second * correction) + 1e-8);
	}
}
