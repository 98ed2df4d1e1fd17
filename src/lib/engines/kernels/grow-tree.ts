import type { Tree } from '$lib/core/model/model';
import type { TreesParams } from '$lib/core/train/params/trees';
import { nodeBytes, type TreesLayout } from './trees-layout';
import type { LeafRows, Split, TreeWork } from './tree-work';

interface Leaf {
	readonly node: number;
	readonly rows: LeafRows;
	/** Address of its histogram. */
	readonly histogram: number;
	readonly gradient: number;
	readonly hessian: number;
	readonly split: Split | undefined;
}

/** Grows a tree of margin `output` leaf-wise, always splitting the leaf with the largest gain, and adds its answers to the margins. */
export function growTree(
	work: TreeWork,
	layout: TreesLayout,
	params: TreesParams,
	output: number,
	buffer: ArrayBufferLike
): Tree {
	const tree: Tree = { feature: [], threshold: [], left: [], right: [], missingLeft: [], value: [], cover: [], output };
	const bins: number[] = [];
	const free = [...layout.pool];
	const addNode = (): number => {
		tree.feature.push(-1);
		for (const list of [tree.threshold, tree.left, tree.right, tree.missingLeft, tree.value, tree.cover, bins])
			list.push(0);
		return tree.feature.length - 1;
	};

	const root = { node: addNode(), histogram: free.pop() ?? 0, ...work.startTree(output) };
	work.histogram(root.histogram, root.rows);
	const leaves: Leaf[] = [{ ...root, split: work.bestSplits([root])[0] }];

	while (leaves.length < params.leaves) {
		const at = indexOfBest(leaves);
		const leaf = leaves[at];
		if (!leaf?.split) break;
		const { split, node } = leaf;
		const left = work.partition(leaf.rows, split);
		const right = leaf.rows.count - left;
		const edges = layout.edges[split.feature];
		tree.feature[node] = split.feature;
		tree.threshold[node] = edges?.[split.bin] ?? largestFloat;
		tree.missingLeft[node] = split.missingLeft;
		bins[node] = split.bin;
		tree.left[node] = addNode();
		tree.right[node] = addNode();

		const leftRows = { begin: leaf.rows.begin, count: left };
		const rightRows = { begin: leaf.rows.begin + left, count: right };
		const isLeftSmall = left <= right;
		const small = free.pop() ?? 0;
		work.histogram(small, isLeftSmall ? leftRows : rightRows);
		work.subtract(leaf.histogram, leaf.histogram, small);
		const children = [
			{
				node: tree.left[node] ?? 0,
				rows: leftRows,
				histogram: isLeftSmall ? small : leaf.histogram,
				gradient: split.leftGradient,
				hessian: split.leftHessian
			},
			{
				node: tree.right[node] ?? 0,
				rows: rightRows,
				histogram: isLeftSmall ? leaf.histogram : small,
				gradient: leaf.gradient - split.leftGradient,
				hessian: leaf.hessian - split.leftHessian
			}
		];
		const splits = work.bestSplits(children);
		leaves.splice(at, 1, ...children.map((child, side) => ({ ...child, split: splits[side] })));
	}

	const ends = leaves.map(({ rows }) => rows);
	const values = work.sumLeaves(ends).map(({ gradient, hessian, cover }, at) => {
		const node = leaves[at]?.node ?? 0;
		tree.cover[node] = cover;
		return (tree.value[node] = Math.fround(params.learningRate * (-gradient / (hessian + params.l2))));
	});
	work.addLeaves(ends, values);
	sumCovers(tree);
	if (layout.rows > layout.validationBegin) {
		writeNodes(buffer, layout.nodes, tree, bins);
		work.applyToHeldOut();
	}
	return tree;
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

/** A node covers what its children do. */
function sumCovers({ feature, left, right, cover }: Tree): void {
	for (let node = feature.length - 1; node >= 0; node--)
		if ((feature[node] ?? -1) >= 0) cover[node] = (cover[left[node] ?? 0] ?? 0) + (cover[right[node] ?? 0] ?? 0);
}

function writeNodes(buffer: ArrayBufferLike, at: number, tree: Tree, bins: readonly number[]): void {
	const view = new DataView(buffer, at);
	tree.feature.forEach((feature, node) => {
		const place = node * nodeBytes;
		view.setInt32(place, feature, true);
		view.setInt32(place + 4, bins[node] ?? 0, true);
		view.setInt32(place + 8, tree.missingLeft[node] ?? 0, true);
		view.setInt32(place + 12, tree.left[node] ?? 0, true);
		view.setInt32(place + 16, tree.right[node] ?? 0, true);
		view.setFloat32(place + 20, tree.value[node] ?? 0, true);
	});
}
