import type { TreeObjective, TreesParams } from '$lib/core/train/params/trees';
import type { Loss, Problem } from '$lib/core/train/problem';

/** What trees make small: of numbers, the objective that their parameters name. */
export type TreeLoss = Exclude<Loss, 'squared'> | TreeObjective;

export function treeLoss({ loss }: Problem, { objective }: TreesParams): TreeLoss {
	return loss === 'squared' ? objective : loss;
}

/** Margins to start from: log odds, log shares, the mean (0 of standardised numbers), its logarithm, or the quantile. */
export function priorMargins(problem: Problem, params: TreesParams): number[] {
	const { outputs, train } = problem;
	const loss = treeLoss(problem, params);
	switch (loss) {
		case 'squared':
			return [0];
		case 'absolute':
			return [weightedQuantile(problem, 0.5)];
		case 'quantile':
			return [weightedQuantile(problem, params.quantile)];
		case 'poisson': {
			const sum = train.labels.reduce((total, label, at) => total + label * (train.weights[at] ?? 0), 0);
			return [Math.fround(Math.log(Math.max(sum / train.weightSum, 1e-9)))];
		}
		case 'logistic':
		case 'softmax': {
			const sums = new Array<number>(loss === 'logistic' ? 2 : outputs).fill(0);
			train.labels.forEach((label, at) => (sums[label] = (sums[label] ?? 0) + (train.weights[at] ?? 0)));
			const shares = sums.map((sum) => Math.max(sum / train.weightSum, 1e-9));
			return loss === 'logistic'
				? [Math.fround(Math.log((shares[1] ?? 0) / (shares[0] ?? 1)))]
				: shares.map((share) => Math.fround(Math.log(share)));
		}
	}
}

/** The smallest label whose weight and that of all below it is at least `level` of the whole. */
function weightedQuantile({ train: { labels, weights, weightSum } }: Problem, level: number): number {
	const order = Uint32Array.from(labels.keys()).sort((a, b) => (labels[a] ?? 0) - (labels[b] ?? 0));
	let below = 0;
	for (const row of order) {
		below += weights[row] ?? 0;
		if (below >= level * weightSum) return labels[row] ?? 0;
	}
	return labels[order.at(-1) ?? 0] ?? 0;
}
