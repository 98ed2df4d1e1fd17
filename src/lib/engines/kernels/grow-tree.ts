import type { TreesParams } from '$lib/core/train/params/trees';
import type { Problem } from '$lib/core/train/problem';
import { GrownTree } from './grown-tree';
import { leafAnswers, newtonStep, type Bounds } from './leaf-answer';
import { treeLoss } from './tree-priors';
import type { TreesLayout } from './trees-layout';
import type { Candidate, Split, TreeWork } from './tree-work';

interface Leaf extends Candidate {
	readonly node: number;
	readonly depth: number;
	/** Undefined where it stays a leaf. */
	readonly split: Split | undefined;
}

type Side = Omit<Candidate, 'histogram'>;

/** What a tree is grown with. */
export interface GrowContext {
	readonly work: TreeWork;
	readonly layout: TreesLayout;
	readonly params: TreesParams;
	readonly problem: Problem;
	readonly buffer: ArrayBufferLike;
	/** Training rows of this round. */
	readonly rows: Uint32Array;
	/** Sums of gain by feature, which grow with every split. */
	readonly gains: Float64Array;
}

/** Grows a tree of margin `output` leaf-wise, always splitting the leaf with the largest gain, and adds its answers to the margins. */
export function growTree(context: GrowContext, output: number): GrownTree {
	const { work, layout, params, problem, gains } = context;
	const grown = new GrownTree(output);
	const { tree } = grown;
	const free = [...layout.pool];
	const started = work.startTree(output, context.rows);
	const root = {
		...started,
		node: grown.addNode(),
		depth: 0,
		histogram: free.pop() ?? 0,
		lower: -Infinity,
		upper: Infinity
	};
	const leaves: Leaf[] = [{ ...root, split: work.splitRoot(root) }];

	while (leaves.length < params.leaves) {
		const at = indexOfBest(leaves);
		const leaf = leaves[at];
		if (!leaf?.split) break;
		const { split, node } = leaf;
		const left = work.partition(leaf.rows, split);
		tree.feature[node] = split.feature;
		tree.threshold[node] = layout.edges[split.feature]?.[split.bin] ?? largestFloat;
		tree.missingLeft[node] = split.missingLeft;
		grown.leftBins[node] = split.leftBins;
		tree.left[node] = grown.addNode();
		tree.right[node] = grown.addNode();
		grown.depth = Math.max(grown.depth, leaf.depth + 1);
		gains[split.feature] = (gains[split.feature] ?? 0) + split.gain;

		const sides = childrenOf(leaf, split, left, problem, params);
		const placed = { depth: leaf.depth + 1, histogram: leaf.histogram, split: undefined };
		const children = [
			{ ...sides[0], ...placed, node: tree.left[node] ?? 0 },
			{ ...sides[1], ...placed, node: tree.right[node] ?? 0 }
		] as const;
		leaves.splice(at, 1, ...children);
		const isDeepest = params.maxDepth > 0 && leaf.depth + 1 >= params.maxDepth;
		if (isDeepest || leaves.length >= params.leaves) {
			free.push(leaf.histogram);
			continue;
		}
		const isLeftSmaller = left <= leaf.rows.count - left;
		const [first, second] = isLeftSmaller ? children : [children[1], children[0]];
		const smaller = { ...first, histogram: free.pop() ?? 0 };
		const larger = { ...second, histogram: leaf.histogram };
		const [ofSmaller, ofLarger] = work.splitChildren(smaller, larger);
		const both = [
			{ ...smaller, split: ofSmaller },
			{ ...larger, split: ofLarger }
		];
		leaves.splice(at, 2, ...(isLeftSmaller ? both : both.reverse()));
	}
	answer(context, grown, leaves);
	return grown;
}

/** Settles what the leaves answer, and adds it to the margins: to those of rows that were left out of this round as well. */
function answer(
	{ work, layout, params, problem, buffer, rows }: GrowContext,
	grown: GrownTree,
	leaves: readonly Leaf[]
): void {
	const { tree } = grown;
	const ends = leaves.map((leaf) => leaf.rows);
	const sums = work.sumLeaves(ends);
	const values = leafAnswers(work, treeLoss(problem, params), leaves, sums, params).map((value) =>
		Math.fround(params.learningRate * value)
	);
	leaves.forEach(({ node }, at) => {
		tree.value[node] = values[at] ?? 0;
		tree.cover[node] = sums[at]?.cover ?? 0;
	});
	grown.sumCovers();
	const isSampled = rows.length < layout.trainRows;
	if (!isSampled) work.addLeaves(ends, values);
	if (isSampled || layout.rows > layout.validationBegin) {
		grown.writeNodes(buffer, layout.nodes);
		work.applyTree(isSampled ? 0 : layout.validationBegin);
	}
}

/**
 * The left and the right part of a leaf. Along a feature that must rise or fall, the answers of both sides are kept apart by the mean of what
 * the two would answer.
 */
function childrenOf(
	{ rows, gradient, hessian, lower, upper }: Leaf,
	split: Split,
	left: number,
	{ directions }: Problem,
	params: TreesParams
): readonly [Side, Side] {
	const direction = directions?.[split.feature] ?? 0;
	const sides = [
		{ rows: { begin: rows.begin, count: left }, gradient: split.leftGradient, hessian: split.leftHessian },
		{
			rows: { begin: rows.begin + left, count: rows.count - left },
			gradient: gradient - split.leftGradient,
			hessian: hessian - split.leftHessian
		}
	] as const;
	const bounds = { lower, upper };
	const middle =
		sides.reduce((sum, side) => sum + newtonStep(side.gradient, side.hessian, bounds, params), 0) / sides.length;
	const under: Bounds = { lower, upper: middle };
	const over: Bounds = { lower: middle, upper };
	const [boundsLeft, boundsRight] =
		direction === 0 ? [bounds, bounds] : direction === 1 ? [under, over] : [over, under];
	return [
		{ ...sides[0], ...boundsLeft },
		{ ...sides[1], ...boundsRight }
	];
}

/** Stands for "any number": the split between what is there and what is missing. */
const largestFloat = 3.4028234663852886e38;

function indexOfBest(leaves: readonly Leaf[]): number {
	let best = -1;
	let gain = 0;
	leaves.forEach(({ split }, at) => {
		if (!split || split.feature < 0 || split.gain <= gain) return;
		best = at;
		gain = split.gain;
	});
	return best;
}
