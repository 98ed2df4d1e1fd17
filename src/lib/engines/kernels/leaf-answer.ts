import type { TreesParams } from '$lib/core/train/params/trees';
import type { TreeLoss } from './tree-priors';
import type { LeafRows, Sums, TreeWork } from './tree-work';

/** What the answers of a leaf are kept between. */
export interface Bounds {
	readonly lower: number;
	readonly upper: number;
}

/** -T(G) / (H + l2) within the bounds, T being shrunk by l1: the answer that takes most off the loss to second order. */
export function newtonStep(
	gradient: number,
	hessian: number,
	{ lower, upper }: Bounds,
	{ l1, l2 }: TreesParams
): number {
	const shrunk = Math.max(Math.abs(gradient) - l1, 0);
	return Math.min(Math.max((-Math.sign(gradient) * shrunk) / (hessian + l2), lower), upper);
}

/**
 * The answers of leaves before the learning rate. Where the loss bends nowhere (absolute, quantile) the gradients only choose the splits, and
 * the answer is the quantile itself, as in LightGBM. Of counts, a step up is the exact minimum log(1 + d) of a Newton step d, which cannot
 * overshoot.
 */
export function leafAnswers(
	work: TreeWork,
	loss: TreeLoss,
	leaves: readonly (Bounds & { readonly rows: LeafRows })[],
	sums: readonly Sums[],
	params: TreesParams
): number[] {
	if (loss === 'absolute' || loss === 'quantile') {
		const level = loss === 'absolute' ? 0.5 : params.quantile;
		const found = work.leafQuantiles(
			leaves.map(({ rows }) => rows),
			level
		);
		return leaves.map(({ lower, upper }, at) => Math.min(Math.max(found[at] ?? 0, lower), upper));
	}
	return leaves.map((leaf, at) => {
		const step = newtonStep(sums[at]?.gradient ?? 0, sums[at]?.hessian ?? 0, leaf, params);
		return loss === 'poisson' && step > 0 ? Math.log1p(step) : step;
	});
}
