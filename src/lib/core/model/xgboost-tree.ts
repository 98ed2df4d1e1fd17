import { nextBelow } from './float32';
import { notImportable } from './foreign-model';
import type { Tree } from './model';
import type { XgboostTree } from './xgboost-schema';

/** Which feature says whether an input's category is one of a set: 1 or 0. */
export type MemberFeature = (input: number, values: readonly number[]) => number;

/**
 * One tree as ours. There `x < threshold` goes left and here `x <= threshold`, so a threshold becomes the float32 before it; a split by
 * categories sends those of its set right, so it becomes a split on whether the category is in the set. Nodes are numbered anew from the
 * root on: those that pruning left out are not reached. model/not-importable when a node leads nowhere or back.
 */
export function readTree(tree: XgboostTree, output: number, factor: number, member: MemberFeature): Tree {
	const made: Tree = {
		feature: [],
		threshold: [],
		left: [],
		right: [],
		missingLeft: [],
		value: [],
		cover: [],
		output
	};
	const sets = categorySets(tree);
	const nodes = tree.left_children.length;
	const add = (node: number): number => {
		const place = made.feature.length;
		const condition = tree.split_conditions[node];
		const cover = tree.sum_hessian[node];
		if (place >= nodes || condition === undefined || cover === undefined) throw notImportable('damaged');
		const isLeaf = tree.left_children[node] === -1;
		const input = tree.split_indices[node] ?? 0;
		const set = sets.get(node);
		if (!isLeaf && !set && condition === null) throw notImportable('damaged');
		made.feature.push(isLeaf ? -1 : set ? member(input, set) : input);
		made.threshold.push(isLeaf ? 0 : set ? 0.5 : nextBelow(condition ?? NaN));
		made.left.push(-1);
		made.right.push(-1);
		made.missingLeft.push(!isLeaf && Boolean(tree.default_left[node]) ? 1 : 0);
		made.value.push(isLeaf ? Math.fround(factor * (condition ?? NaN)) : 0);
		made.cover.push(cover);
		return place;
	};
	const open = [{ node: 0, place: add(0) }];
	for (let next = open.pop(); next; next = open.pop()) {
		const { node, place } = next;
		if ((made.feature[place] ?? -1) < 0) continue;
		const [left, right] = [tree.left_children[node] ?? -1, tree.right_children[node] ?? -1];
		made.left[place] = add(left);
		made.right[place] = add(right);
		open.push({ node: right, place: made.right[place] }, { node: left, place: made.left[place] });
	}
	return made;
}

/** The categories that go right, by node. */
function categorySets(tree: XgboostTree): Map<number, readonly number[]> {
	return new Map(
		tree.categories_nodes.map((node, at) => {
			const from = tree.categories_segments[at] ?? 0;
			return [node, tree.categories.slice(from, from + (tree.categories_sizes[at] ?? 0))];
		})
	);
}
