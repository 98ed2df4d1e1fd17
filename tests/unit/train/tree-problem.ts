import { Recorder } from '$lib/core/profile/recorder';
import type { Params } from '$lib/core/train/params';
import type { FitHooks, Loss, Part, Problem, StepLosses } from '$lib/core/train/problem';
import { teamOfOne } from '$lib/engines/kernels/team';
import { fitTrees } from '$lib/engines/kernels/trees';
import type { TreesKernel } from '$lib/engines/kernels/trees-kernel';

/** Hooks that only watch; `change` says what else a fit is told. */
export function fitHooks(curve: StepLosses[] = [], change: Partial<FitHooks> = {}): FitHooks {
	return {
		recorder: new Recorder(() => performance.now(), [], 'test'),
		restored: null,
		keepsBest: false,
		step: (losses) => {
			curve.push(losses);
			return { isBest: false, stop: false };
		},
		checkpoint: () => Promise.resolve(),
		looks: () => false,
		show: () => false,
		pause: () => Promise.resolve(),
		...change
	};
}

/** The kernel on the thread that calls. */
export function fitAlone(kernel: TreesKernel, problem: Problem, hooks: FitHooks): ReturnType<typeof fitTrees> {
	return fitTrees(teamOfOne(kernel, hooks.recorder), problem, hooks);
}

/** Columns of features, labels and weights, by row. */
export interface Cells {
	readonly x: readonly (readonly number[])[];
	readonly y: readonly number[];
	readonly w?: readonly number[];
}

export interface Change {
	readonly loss?: Loss;
	readonly outputs?: number;
	readonly categories?: readonly number[];
	readonly directions?: readonly (0 | 1 | -1)[];
	readonly seed?: number;
	readonly featureNames?: readonly string[];
}

/** A problem whose rows all train; those of `heldOut` are validation and test at once. */
export function treeProblem(
	cells: Cells,
	params: Params,
	heldOut: Cells = { x: [], y: [] },
	change: Change = {}
): Problem {
	return {
		loss: 'squared',
		outputs: 1,
		width: cells.x.length,
		train: partOf(cells),
		validation: partOf(heldOut),
		test: partOf(heldOut),
		params,
		seed: 0,
		blocks: [],
		...change
	};
}

function partOf({ x, y, w }: Cells): Part {
	const weights = Float32Array.from(w ?? y.map(() => 1));
	return {
		rows: Int32Array.from(y.keys()),
		labels: Float32Array.from(y),
		weights,
		encodeCodes: () => undefined,
		weightSum: weights.reduce((sum, weight) => sum + weight, 0),
		encode: (target, { rowStride, columnStride }) =>
			x.forEach((column, at) => column.forEach((value, row) => (target[row * rowStride + at * columnStride] = value)))
	};
}
