import type { FitState } from '$lib/core/train/fit-state';
import type { Fit, Part, Problem } from '$lib/core/train/problem';

const rate = 0.2;

/** Plain gradient descent on a linear fit, which honours every hook: what an engine does, short enough to read. */
export const descend: Fit = async (problem, hooks) => {
	const { width, train, validation, test } = problem;
	const total = Number(problem.params['iterations']);
	const [x, v, t] = [rowsOf(train, width), rowsOf(validation, width), rowsOf(test, width)];
	const { point: before, best: bestBefore } = hooks.restored?.arrays ?? {};
	const point = Float64Array.from(before ?? new Float64Array(width + 1));
	let best = Float64Array.from(bestBefore ?? point);
	for (let step = (hooks.restored?.step ?? 0) + 1; step <= total; step++) {
		const slope = new Float64Array(width + 1);
		train.labels.forEach((label, row) => {
			const gap = answer(x, width, row, point) - label;
			for (let j = 0; j < width; j++) slope[j] = (slope[j] ?? 0) + gap * (x[row * width + j] ?? 0);
			slope[width] = (slope[width] ?? 0) + gap;
		});
		slope.forEach((each, j) => (point[j] = (point[j] ?? 0) - (rate * each) / train.labels.length));
		const losses = { validation: loss(v, validation, width, point), test: loss(t, test, width, point) };
		const { isBest, stop } = hooks.step({ step, total, train: loss(x, train, width, point) ?? 0, ...losses });
		if (isBest) best = point.slice();
		await hooks.checkpoint(step, (): FitState => ({ step, numbers: {}, arrays: { point, best } }));
		if (stop) break;
		await hooks.pause();
	}
	const kept = hooks.keepsBest ? best : point;
	return { type: 'linear', weights: [Array.from(kept.subarray(0, width))], bias: [kept[width] ?? 0] };
};

function rowsOf(part: Part, width: number): Float32Array {
	const x = new Float32Array(part.rows.length * width);
	part.encode(x, { rowStride: width, columnStride: 1 });
	return x;
}

function answer(x: Float32Array, width: number, row: number, point: Float64Array): number {
	let sum = point[width] ?? 0;
	for (let j = 0; j < width; j++) sum += (x[row * width + j] ?? 0) * (point[j] ?? 0);
	return sum;
}

function loss(x: Float32Array, { labels }: Problem['train'], width: number, point: Float64Array): number | null {
	if (labels.length === 0) return null;
	const squares = Array.from(labels, (label, row) => (answer(x, width, row, point) - label) ** 2);
	return squares.reduce((sum, each) => sum + each, 0) / labels.length / 2;
}
