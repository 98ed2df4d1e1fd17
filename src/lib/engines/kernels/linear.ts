import type { LinearEstimator } from '$lib/core/model/model';
import type { FitState } from '$lib/core/train/fit-state';
import { minimise, type Iterate } from '$lib/core/train/lbfgs';
import { resolveParams } from '$lib/core/train/params';
import type { FitHooks, Loss, Part, Problem } from '$lib/core/train/problem';
import type { NetsKernel } from './nets-kernel';

export const lossKinds: Record<Loss, number> = { squared: 0, logistic: 1, softmax: 2 };

interface Rows {
	readonly count: number;
	readonly x: number;
	readonly label: number;
	readonly weight: number;
	readonly margins: number;
}

/** Linear, logistic and multinomial regression with l2, in double: L-BFGS over the sum of losses + l2/2 |w|², biases free. */
export async function fitLinear(kernel: NetsKernel, problem: Problem, hooks: FitHooks): Promise<LinearEstimator> {
	const { iterations, tolerance, l2 } = resolveParams('linear', problem.params);
	const { outputs, width } = problem;
	const { recorder } = hooks;
	const padded = Math.ceil(width / 4) * 4;
	const parts = [problem.train, problem.test].map((part) => allocate(kernel, part, padded, outputs));
	const [train, test] = parts;
	const weights = kernel.alloc(outputs * padded * 8);
	const bias = kernel.alloc(outputs * 8);
	const gradient = kernel.alloc(outputs * padded * 8);
	const biasGradient = kernel.alloc(outputs * 8);
	if (!train || !test) return { type: 'linear', weights: [], bias: [] };
	load(kernel, problem.train, train, padded, hooks);
	load(kernel, problem.test, test, padded, hooks);
	const { buffer } = kernel.memory;
	const weightView = new Float64Array(buffer, weights, outputs * padded);
	const biasView = new Float64Array(buffer, bias, outputs);
	const gradientView = new Float64Array(buffer, gradient, outputs * padded);
	const biasGradientView = new Float64Array(buffer, biasGradient, outputs);
	const size = outputs * width;
	const write = (point: Float64Array) => {
		for (let k = 0; k < outputs; k++) weightView.set(point.subarray(k * width, (k + 1) * width), k * padded);
		biasView.set(point.subarray(size));
	};
	const kind = lossKinds[problem.loss];
	const lossOf = (rows: Rows) => {
		kernel.linearForward(rows.x, rows.count, padded, weights, bias, outputs, rows.margins);
		return kernel.linearLoss(kind, rows.margins, rows.count, outputs, rows.label, rows.weight);
	};
	const { weightSum } = problem.train;
	let trainLoss = 0;
	const objective = (point: Float64Array) => {
		write(point);
		recorder.lap('update');
		const sum = lossOf(train);
		recorder.lap('forward');
		kernel.linearBackward(train.x, train.count, padded, train.margins, outputs, gradient, biasGradient);
		recorder.lap('backward');
		trainLoss = sum / weightSum;
		const slope = new Float64Array(point.length);
		let penalty = 0;
		for (let k = 0; k < outputs; k++)
			for (let j = 0; j < width; j++) {
				const w = point[k * width + j] ?? 0;
				penalty += w * w;
				slope[k * width + j] = ((gradientView[k * padded + j] ?? 0) + l2 * w) / weightSum;
			}
		for (let k = 0; k < outputs; k++) slope[size + k] = (biasGradientView[k] ?? 0) / weightSum;
		return { value: trainLoss + (l2 * penalty) / 2 / weightSum, gradient: slope };
	};

	const start = readIterate(hooks.restored, size + outputs);
	let best = start.point;
	for (const iterate of minimise(objective, start, { iterations, tolerance })) {
		const { iteration } = iterate;
		best = iterate.point;
		write(best);
		recorder.lap('update');
		const testLoss = problem.test.weightSum > 0 ? lossOf(test) / problem.test.weightSum : null;
		recorder.lap('evaluate');
		recorder.step();
		const losses = { step: iteration, total: iterations, train: trainLoss, validation: null, test: testLoss };
		const { stop } = hooks.step(losses);
		await hooks.checkpoint(iteration, () => iterateState(iterate));
		if (stop) break;
		await hooks.pause();
	}
	return {
		type: 'linear',
		weights: Array.from({ length: outputs }, (_, k) => Array.from(best.subarray(k * width, (k + 1) * width))),
		bias: Array.from(best.subarray(size))
	};
}

function iterateState({ iteration, point, pairs }: Iterate): FitState {
	const joined = (side: 's' | 'y') => {
		const all = new Float64Array(pairs.length * point.length);
		pairs.forEach((pair, at) => all.set(pair[side], at * point.length));
		return all;
	};
	return { step: iteration, numbers: {}, arrays: { point, s: joined('s'), y: joined('y') } };
}

function readIterate(state: FitState | null, size: number): Iterate {
	const { point, s, y } = state?.arrays ?? {};
	const isWhole = point instanceof Float64Array && s instanceof Float64Array && y instanceof Float64Array;
	if (!state || !isWhole) return { iteration: 0, point: new Float64Array(size), pairs: [] };
	const pairs = Array.from({ length: s.length / size }, (_, at) => ({
		s: s.subarray(at * size, (at + 1) * size),
		y: y.subarray(at * size, (at + 1) * size)
	}));
	return { iteration: state.step, point, pairs };
}

function allocate(kernel: NetsKernel, part: Part, padded: number, outputs: number): Rows {
	const count = part.rows.length;
	return {
		count,
		x: kernel.alloc(count * padded * 4),
		label: kernel.alloc(count * 4),
		weight: kernel.alloc(count * 4),
		margins: kernel.alloc(count * outputs * 8)
	};
}

function load(kernel: NetsKernel, part: Part, rows: Rows, padded: number, { recorder }: FitHooks): void {
	const { buffer } = kernel.memory;
	part.encode(new Float32Array(buffer, rows.x, rows.count * padded), { rowStride: padded, columnStride: 1 });
	recorder.lap('read');
	new Float32Array(buffer, rows.label, rows.count).set(part.labels);
	new Float32Array(buffer, rows.weight, rows.count).set(part.weights);
	recorder.lap('upload');
}
