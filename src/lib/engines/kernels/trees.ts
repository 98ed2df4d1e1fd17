import type { Tree, TreesEstimator } from '$lib/core/model/model';
import { resolveParams } from '$lib/core/train/params';
import type { FitHooks, Part, Problem } from '$lib/core/train/problem';
import { binRows } from './bin-rows';
import { growTree } from './grow-tree';
import type { TreesKernel } from './load';
import { oneThread } from './one-thread';

/** Gradient-boosted trees: each round grows one tree a margin from the gradients of the loss. */
export async function fitTrees(kernel: TreesKernel, problem: Problem, hooks: FitHooks): Promise<TreesEstimator> {
	const params = resolveParams('trees', problem.params);
	const layout = binRows(kernel, problem, params, hooks);
	const { buffer } = kernel.memory;
	const base = priors(problem);
	const margin = new Float32Array(buffer, layout.margin, layout.rows * layout.outputs);
	base.forEach((value, k) => margin.fill(value, k * layout.rows, (k + 1) * layout.rows));
	const work = oneThread(kernel, layout, problem, params, hooks);
	const trees: Tree[] = [];
	const { recorder } = hooks;
	work.trainGradients();
	for (let round = 1; round <= params.rounds; round++) {
		recorder.open(`round ${round}`);
		for (let k = 0; k < layout.outputs; k++) trees.push(growTree(work, layout, params, k, buffer));
		const trainLoss = work.trainGradients() / problem.train.weightSum;
		const validationLoss = meanLoss(work.loss('validation'), problem.validation);
		const testLoss = meanLoss(work.loss('test'), problem.test);
		recorder.close();
		hooks.step({ step: round, total: params.rounds, train: trainLoss, validation: validationLoss, test: testLoss });
		await hooks.pause();
	}
	return { type: 'trees', base, trees };
}

function meanLoss(sum: number, { weightSum }: Part): number | null {
	return weightSum > 0 ? sum / weightSum : null;
}

/** Margins to start from: log odds, log shares, or 0 for standardised numbers. */
function priors({ loss, outputs, train }: Problem): number[] {
	if (loss === 'squared') return [0];
	const sums = new Array<number>(loss === 'logistic' ? 2 : outputs).fill(0);
	train.labels.forEach((label, at) => (sums[label] = (sums[label] ?? 0) + (train.weights[at] ?? 0)));
	const shares = sums.map((sum) => Math.max(sum / train.weightSum, 1e-9));
	return loss === 'logistic'
		? [Math.fround(Math.log((shares[1] ?? 0) / (shares[0] ?? 1)))]
		: shares.map((share) => Math.fround(Math.log(share)));
}
