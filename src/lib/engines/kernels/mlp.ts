import type { MlpEstimator } from '$lib/core/model/model';
import { initialNet, netShape } from '$lib/core/train/net';
import { epochOrder } from '$lib/core/train/net-batches';
import { foldNet } from '$lib/core/train/net-fold';
import { resolveParams } from '$lib/core/train/params';
import type { FitHooks, Part, Problem } from '$lib/core/train/problem';
import { lossKinds } from './linear';
import type { NetsKernel } from './load';

const roundUp = (size: number) => Math.ceil(size / 4) * 4;

/** A dense layer in the kernel's memory: sizes padded to multiples of 4, parameters and Adam's state of the same shape. */
interface Layer {
	readonly inputs: number;
	readonly outputs: number;
	readonly weights: Parameter;
	readonly bias: Parameter;
	readonly transposed: number;
	/** What the layer gives for a batch, and the gradient of it. */
	readonly values: number;
	readonly gradient: number;
}
interface Parameter {
	readonly count: number;
	readonly value: number;
	readonly gradient: number;
	readonly first: number;
	readonly second: number;
}
interface Rows {
	readonly x: number;
	readonly label: number;
	readonly weight: number;
}

/** A multi-layer perceptron: relu between dense layers, mini-batches in a seeded order, Adam. */
export async function fitMlp(kernel: NetsKernel, problem: Problem, hooks: FitHooks): Promise<MlpEstimator> {
	const params = resolveParams('mlp', problem.params);
	const { recorder } = hooks;
	const shape = netShape(problem, { hidden: params.hidden, embedding: 0, batchNorm: 'off' });
	const start = foldNet(shape, initialNet(shape, problem.seed)).layers;
	const batch = roundUp(Math.min(params.batch, problem.train.rows.length));
	const width = roundUp(problem.width);
	const layers = start.map(({ inputs, outputs }) => allocateLayer(kernel, roundUp(inputs), roundUp(outputs), batch));
	const train = allocateRows(kernel, problem.train.rows.length, width);
	const test = allocateRows(kernel, problem.test.rows.length, width);
	const current = allocateRows(kernel, batch, width);
	const index = kernel.alloc(Math.max(problem.train.rows.length, problem.test.rows.length) * 4);
	loadRows(kernel, problem.train, train, width, hooks);
	loadRows(kernel, problem.test, test, width, hooks);
	writeLayers(kernel, layers, start);
	recorder.lap('upload');

	const kind = lossKinds[problem.loss];
	const head = layers[layers.length - 1];
	if (!head) return { type: 'mlp', layers: [] };
	const indexOf = (count: number) => new Uint32Array(kernel.memory.buffer, index, count);
	/** Losses of rows [from, from + count) of the index, gathered and pushed through; the head's gradient is left behind. */
	const forward = (rows: Rows, from: number, count: number): number => {
		const filled = roundUp(count);
		kernel.gather(rows.x, width, index + from * 4, count, current.x);
		kernel.gather(rows.label, 1, index + from * 4, count, current.label);
		kernel.gather(rows.weight, 1, index + from * 4, count, current.weight);
		new Float32Array(kernel.memory.buffer, current.weight + count * 4, filled - count).fill(0);
		recorder.lap('prepare');
		let input = current.x;
		layers.forEach((layer, depth) => {
			kernel.gemm(filled, layer.outputs, layer.inputs, input, layer.inputs, 1, layer.weights.value, layer.values);
			kernel.addBias(layer.values, filled, layer.outputs, layer.bias.value, depth < layers.length - 1 ? 1 : 0);
			input = layer.values;
		});
		const { values, outputs, gradient } = head;
		const { label, weight } = current;
		return kernel.lossGradient(kind, values, filled, outputs, problem.outputs, label, weight, 1 / count, gradient);
	};

	let step = 0;
	for (let epoch = 1; epoch <= params.epochs; epoch++) {
		const order = epochOrder(problem.train.rows.length, problem.seed, epoch);
		recorder.open(`epoch ${epoch}`);
		indexOf(order.length).set(order);
		let loss = 0;
		for (let from = 0; from < order.length; from += batch) {
			const count = Math.min(batch, order.length - from);
			loss += forward(train, from, count);
			recorder.lap('forward');
			backward(kernel, layers, current.x, roundUp(count));
			recorder.lap('backward');
			step += 1;
			update(kernel, layers, step, params.learningRate, params.l2);
			recorder.lap('update');
			await hooks.pause();
		}
		let testLoss: number | null = null;
		if (problem.test.weightSum > 0) {
			const rows = problem.test.rows.length;
			indexOf(rows).forEach((_, row, all) => (all[row] = row));
			testLoss = 0;
			for (let from = 0; from < rows; from += batch) testLoss += forward(test, from, Math.min(batch, rows - from));
			testLoss /= problem.test.weightSum;
			recorder.lap('evaluate');
		}
		recorder.close();
		const trainLoss = loss / problem.train.weightSum;
		hooks.step({ step: epoch, total: params.epochs, train: trainLoss, validation: null, test: testLoss });
	}
	return { type: 'mlp', layers: readLayers(kernel, layers, start) };
}

function backward(kernel: NetsKernel, layers: readonly Layer[], x: number, rows: number): void {
	for (let depth = layers.length - 1; depth >= 0; depth--) {
		const layer = layers[depth];
		const below = layers[depth - 1];
		if (!layer) continue;
		const { inputs, outputs, gradient, weights, bias } = layer;
		kernel.gemm(inputs, outputs, rows, below?.values ?? x, 1, inputs, gradient, weights.gradient);
		kernel.sumColumns(gradient, rows, outputs, bias.gradient);
		if (!below) continue;
		kernel.transpose(weights.value, inputs, outputs, layer.transposed);
		kernel.gemm(rows, inputs, outputs, gradient, outputs, 1, layer.transposed, below.gradient);
		kernel.reluBackward(below.gradient, below.values, rows * inputs);
	}
}

function update(kernel: NetsKernel, layers: readonly Layer[], step: number, rate: number, l2: number): void {
	const correction1 = 1 / (1 - 0.9 ** step);
	const correction2 = 1 / (1 - 0.999 ** step);
	for (const { weights, bias } of layers) {
		for (const [{ value, gradient, first, second, count }, decay] of [
			[weights, l2],
			[bias, 0]
		] as const)
			kernel.adam(value, gradient, first, second, count, rate, decay, correction1, correction2);
	}
}

function allocateLayer(kernel: NetsKernel, inputs: number, outputs: number, batch: number): Layer {
	const parameter = (count: number): Parameter => ({
		count,
		value: kernel.alloc(count * 4),
		gradient: kernel.alloc(count * 4),
		first: kernel.alloc(count * 4),
		second: kernel.alloc(count * 4)
	});
	return {
		inputs,
		outputs,
		weights: parameter(inputs * outputs),
		bias: parameter(outputs),
		transposed: kernel.alloc(inputs * outputs * 4),
		values: kernel.alloc(batch * outputs * 4),
		gradient: kernel.alloc(batch * outputs * 4)
	};
}

function allocateRows(kernel: NetsKernel, count: number, width: number): Rows {
	return {
		x: kernel.alloc(count * width * 4),
		label: kernel.alloc(count * 4),
		weight: kernel.alloc(count * 4)
	};
}

function loadRows(kernel: NetsKernel, part: Part, rows: Rows, width: number, { recorder }: FitHooks): void {
	const { buffer } = kernel.memory;
	const count = part.rows.length;
	part.encode(new Float32Array(buffer, rows.x, count * width), { rowStride: width, columnStride: 1 });
	recorder.lap('read');
	new Float32Array(buffer, rows.label, count).set(part.labels);
	new Float32Array(buffer, rows.weight, count).set(part.weights);
	recorder.lap('upload');
}

function writeLayers(kernel: NetsKernel, layers: readonly Layer[], start: MlpEstimator['layers']): void {
	start.forEach(({ inputs, outputs, weights }, depth) => {
		const layer = layers[depth];
		if (!layer) return;
		const view = new Float32Array(kernel.memory.buffer, layer.weights.value, layer.weights.count);
		for (let i = 0; i < inputs; i++) view.set(weights.slice(i * outputs, (i + 1) * outputs), i * layer.outputs);
	});
}

function readLayers(
	kernel: NetsKernel,
	layers: readonly Layer[],
	shapes: MlpEstimator['layers']
): MlpEstimator['layers'] {
	return shapes.flatMap(({ inputs, outputs }, depth) => {
		const layer = layers[depth];
		if (!layer) return [];
		const weights = new Float32Array(kernel.memory.buffer, layer.weights.value, layer.weights.count);
		const bias = new Float32Array(kernel.memory.buffer, layer.bias.value, outputs);
		const rows = Array.from({ length: inputs }, (_, i) =>
			Array.from(weights.subarray(i * layer.outputs, i * layer.outputs + outputs))
		);
		return [{ inputs, outputs, weights: rows.flat(), bias: Array.from(bias) }];
	});
}
