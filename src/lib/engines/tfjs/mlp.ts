import {
	abs,
	add,
	cast,
	concat,
	dispose,
	div,
	exp,
	gather,
	keep,
	log1p,
	logSoftmax,
	matMul,
	mul,
	neg,
	oneHot,
	relu,
	reshape,
	scalar,
	sigmoid,
	slice,
	sqrt,
	square,
	squeeze,
	step as isPositive,
	sub,
	sum,
	tensor1d,
	tensor2d,
	tidy,
	type Scalar,
	type Tensor,
	type Tensor1D,
	type Tensor2D
} from '@tensorflow/tfjs-core';
import type { MlpEstimator } from '$lib/core/model/model';
import { initialNet, netShape } from '$lib/core/train/net';
import { epochOrder } from '$lib/core/train/net-batches';
import { foldNet } from '$lib/core/train/net-fold';
import { resolveParams } from '$lib/core/train/params';
import type { FitHooks, Loss, Part, Problem } from '$lib/core/train/problem';

interface Parameter {
	value: Tensor;
	first: Tensor;
	second: Tensor;
	readonly decay: number;
}
interface Layer {
	readonly inputs: number;
	readonly outputs: number;
	readonly weights: Parameter;
	readonly bias: Parameter;
}
interface Rows {
	readonly x: Tensor2D;
	readonly label: Tensor1D;
	readonly weight: Tensor1D;
}

/** How many batches may wait on the device before it is asked for an answer. */
const batchesInFlight = 32;
const testRows = 4096;

/**
 * The same perceptron as the kernels train, on the current tfjs backend: same start, same batches, same Adam. The backward pass is
 * written out, so that forward, backward and update can be timed apart and no gradient registry is loaded. On WebGPU phases are the
 * time this thread spends; waiting for the adapter is `idle`.
 */
export async function fitMlp(problem: Problem, hooks: FitHooks): Promise<MlpEstimator> {
	const params = resolveParams('mlp', problem.params);
	const { recorder } = hooks;
	const shape = netShape(problem, { hidden: params.hidden, embedding: 0, batchNorm: 'off' });
	const shapes = foldNet(shape, initialNet(shape, problem.seed)).layers;
	const train = upload(problem.train, problem.width, hooks);
	const test = upload(problem.test, problem.width, hooks);
	const layers = shapes.map(({ inputs, outputs, weights, bias }): Layer => ({
		inputs,
		outputs,
		weights: parameter(tensor2d(weights, [inputs, outputs]), params.l2),
		bias: parameter(tensor1d(bias), 0)
	}));
	recorder.lap('upload');
	let total: Scalar = keep(scalar(0));
	try {
		let step = 0;
		for (let epoch = 1; epoch <= params.epochs; epoch++) {
			const order = epochOrder(problem.train.rows.length, problem.seed, epoch);
			recorder.open(`epoch ${epoch}`);
			for (let from = 0; from < order.length; from += params.batch) {
				step += 1;
				const loss = trainBatch(
					layers,
					train,
					order.slice(from, from + params.batch),
					problem,
					params.learningRate,
					step,
					hooks
				);
				total = replace(total, add(total, loss));
				loss.dispose();
				if (step % batchesInFlight === 0) {
					await total.data();
					recorder.lap('idle');
				}
				await hooks.pause();
			}
			const trainLoss = ((await total.data())[0] ?? NaN) / problem.train.weightSum;
			total = replace(total, scalar(0));
			recorder.lap('idle');
			const testLoss = problem.test.weightSum > 0 ? await lossOf(layers, test, problem) : null;
			recorder.lap('evaluate');
			recorder.close();
			hooks.step({ step: epoch, total: params.epochs, train: trainLoss, validation: null, test: testLoss });
		}
		return { type: 'mlp', layers: await Promise.all(layers.map(readLayer)) };
	} finally {
		dispose([total, ...tensorsOf(train), ...tensorsOf(test)]);
		for (const { weights, bias } of layers)
			for (const { value, first, second } of [weights, bias]) dispose([value, first, second]);
	}
}

function tensorsOf({ x, label, weight }: Rows): Tensor[] {
	return [x, label, weight];
}

function upload(part: Part, width: number, { recorder }: FitHooks): Rows {
	const count = part.rows.length;
	const x = new Float32Array(count * width);
	part.encode(x, { rowStride: width, columnStride: 1 });
	recorder.lap('read');
	return { x: tensor2d(x, [count, width]), label: tensor1d(part.labels), weight: tensor1d(part.weights) };
}

function parameter(value: Tensor, decay: number): Parameter {
	const zeros = () => tidy(() => mul(value, 0));
	return { value, first: zeros(), second: zeros(), decay };
}

function replace<T extends Tensor>(old: Tensor, next: T): T {
	old.dispose();
	return next;
}

function forward(layers: readonly Layer[], x: Tensor): Tensor[] {
	const values = [x];
	layers.forEach(({ weights, bias }, depth) => {
		const below = values[depth] ?? x;
		const z = add(matMul(asMatrix(below), asMatrix(weights.value)), bias.value);
		values.push(depth < layers.length - 1 ? relu(z) : z);
	});
	return values;
}

function asMatrix(tensor: Tensor): Tensor2D {
	return reshape(tensor, [tensor.shape[0] ?? 0, tensor.shape[1] ?? 1]);
}

/** The sum of weighted losses, and weight x its gradient by the margins. */
function head(kind: Loss, z: Tensor, label: Tensor, weight: Tensor): { loss: Tensor; gradient: Tensor } {
	const column = (tensor: Tensor) => reshape(tensor, [tensor.size, 1]);
	if (kind === 'softmax') {
		const hot = oneHot(cast(label, 'int32'), z.shape[1] ?? 1);
		const logs = logSoftmax(z);
		return {
			loss: neg(sum(mul(column(weight), mul(hot, logs)))),
			gradient: mul(column(weight), sub(exp(logs), hot))
		};
	}
	const y = column(label);
	const w = column(weight);
	if (kind === 'squared') {
		const d = sub(z, y);
		return { loss: div(sum(mul(w, square(d))), 2), gradient: mul(w, d) };
	}
	const soft = add(sub(relu(z), mul(z, y)), log1p(exp(neg(abs(z)))));
	return { loss: sum(mul(w, soft)), gradient: mul(w, sub(sigmoid(z), y)) };
}

function trainBatch(
	layers: readonly Layer[],
	train: Rows,
	rows: Int32Array,
	problem: Problem,
	rate: number,
	step: number,
	{ recorder }: FitHooks
): Tensor {
	return tidy(() => {
		const index = tensor1d(rows, 'int32');
		const x = gather(train.x, index);
		const label = gather(train.label, index);
		const weight = gather(train.weight, index);
		recorder.lap('prepare');
		const values = forward(layers, x);
		const { loss, gradient } = head(problem.loss, values[layers.length] ?? x, label, weight);
		recorder.lap('forward');
		let delta: Tensor = div(gradient, rows.length);
		const slopes: { parameter: Parameter; gradient: Tensor }[] = [];
		for (let depth = layers.length - 1; depth >= 0; depth--) {
			const layer = layers[depth];
			const below = values[depth];
			if (!layer || !below) continue;
			slopes.push({ parameter: layer.weights, gradient: matMul(asMatrix(below), asMatrix(delta), true, false) });
			slopes.push({ parameter: layer.bias, gradient: sum(delta, 0) });
			if (depth > 0)
				delta = mul(matMul(asMatrix(delta), asMatrix(layer.weights.value), false, true), isPositive(below));
		}
		recorder.lap('backward');
		for (const { parameter: to, gradient: slope } of slopes) update(to, slope, rate, step);
		recorder.lap('update');
		return loss;
	});
}

function update(parameter: Parameter, gradient: Tensor, rate: number, step: number): void {
	const g = parameter.decay > 0 ? add(gradient, mul(parameter.value, parameter.decay)) : gradient;
	const first = keep(add(mul(parameter.first, 0.9), mul(g, 0.1)));
	const second = keep(add(mul(parameter.second, 0.999), mul(square(g), 0.001)));
	const scaled = div(mul(first, rate / (1 - 0.9 ** step)), add(sqrt(div(second, 1 - 0.999 ** step)), 1e-8));
	const value = keep(sub(parameter.value, scaled));
	dispose([parameter.first, parameter.second, parameter.value]);
	Object.assign(parameter, { value, first, second });
}

async function lossOf(layers: readonly Layer[], rows: Rows, problem: Problem): Promise<number> {
	const losses = tidy(() => {
		const parts: Tensor[] = [];
		for (let from = 0; from < problem.test.rows.length; from += testRows) {
			const count = Math.min(testRows, problem.test.rows.length - from);
			const values = forward(layers, slice(rows.x, [from, 0], [count, -1]));
			const z = values[layers.length];
			if (z)
				parts.push(
					reshape(head(problem.loss, z, slice(rows.label, from, count), slice(rows.weight, from, count)).loss, [1])
				);
		}
		return squeeze(sum(concat(parts)));
	});
	const [sumOfLosses = NaN] = await losses.data();
	losses.dispose();
	return sumOfLosses / problem.test.weightSum;
}

async function readLayer({ inputs, outputs, weights, bias }: Layer): Promise<MlpEstimator['layers'][number]> {
	const [w, b] = await Promise.all([weights.value.data(), bias.value.data()]);
	return { inputs, outputs, weights: Array.from(w), bias: Array.from(b) };
}
