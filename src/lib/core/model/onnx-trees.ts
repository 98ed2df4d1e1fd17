import type { NodeProto } from 'onnx-buf';
import { nextBelow } from './float32';
import type { Tree, TreesEstimator } from './model';
import { listOf, textOf, textsOf } from './onnx-file';

interface FlatNodes {
	readonly mode: readonly string[];
	readonly feature: readonly number[];
	readonly value: readonly number[];
	readonly yes: readonly number[];
	readonly no: readonly number[];
	readonly missingYes: readonly number[];
	readonly cover: readonly number[];
}

/**
 * A TreeEnsembleRegressor or TreeEnsembleClassifier (ai.onnx.ml 1 and 3) as trees, one for each output that a tree adds to. Null for what
 * ours cannot say: splits by equality, the least or the largest of the trees. Covers are `nodes_hitrates` where they add up, else 0.
 * https://onnx.ai/onnx/operators/onnx_aimlonnx_TreeEnsembleRegressor.html
 */
export function treesOf(node: NodeProto): TreesEstimator | null {
	const isClassifier = node.opType === 'TreeEnsembleClassifier';
	const of = (name: string) => listOf(node, `${isClassifier ? 'class' : 'target'}_${name}`);
	const [leafTrees, leafNodes, leafOutputs, leafWeights] = [of('treeids'), of('nodeids'), of('ids'), of('weights')];
	const aggregate = textOf(node, 'aggregate_function', 'SUM');
	const treeIds = listOf(node, 'nodes_treeids');
	const nodeIds = listOf(node, 'nodes_nodeids');
	const flat: FlatNodes = {
		mode: textsOf(node, 'nodes_modes'),
		feature: listOf(node, 'nodes_featureids'),
		value: listOf(node, 'nodes_values'),
		yes: listOf(node, 'nodes_truenodeids'),
		no: listOf(node, 'nodes_falsenodeids'),
		missingYes: listOf(node, 'nodes_missing_value_tracks_true'),
		cover: listOf(node, 'nodes_hitrates')
	};
	const trees = new Map<number, Map<number, number>>();
	treeIds.forEach((tree, place) => {
		const nodes = trees.get(tree) ?? new Map<number, number>();
		trees.set(tree, nodes.set(nodeIds[place] ?? -1, place));
	});
	const factor = aggregate === 'AVERAGE' ? 1 / trees.size : 1;
	if (aggregate !== 'SUM' && aggregate !== 'AVERAGE') return null;
	const weights = new Map<number, Map<number, Map<number, number>>>();
	leafTrees.forEach((tree, at) => {
		const output = leafOutputs[at] ?? 0;
		const outputs = weights.get(tree) ?? new Map<number, Map<number, number>>();
		const leaves = outputs.get(output) ?? new Map<number, number>();
		const leaf = leafNodes[at] ?? -1;
		leaves.set(leaf, (leaves.get(leaf) ?? 0) + (leafWeights[at] ?? 0) * factor);
		weights.set(tree, outputs.set(output, leaves));
	});
	const made: Tree[] = [];
	for (const [tree, nodes] of trees)
		for (const [output, leaves] of weights.get(tree) ?? []) {
			const built = build(flat, nodes, leaves, output);
			if (!built) return null;
			made.push(built);
		}
	return { type: 'trees', base: listOf(node, 'base_values'), trees: made };
}

/** `x >= t` and `x > t` are turned round: our left is the side of `x <= threshold`. */
function build(
	flat: FlatNodes,
	nodes: ReadonlyMap<number, number>,
	leaves: ReadonlyMap<number, number>,
	output: number
): Tree | null {
	const made: Tree = { feature: [], threshold: [], left: [], right: [], missingLeft: [], value: [], cover: [], output };
	const open: { readonly id: number; readonly into: ((place: number) => void) | null }[] = [
		{ id: [...nodes.keys()].reduce((least, id) => Math.min(least, id), Infinity), into: null }
	];
	for (let next = open.pop(); next; next = open.pop()) {
		const at = nodes.get(next.id);
		const place = made.feature.length;
		const mode = at === undefined ? undefined : flat.mode[at];
		if (at === undefined || mode === undefined || place >= nodes.size) return null;
		next.into?.(place);
		const isLeaf = mode === 'LEAF';
		const [value = 0, yes = -1, no = -1] = [flat.value[at], flat.yes[at], flat.no[at]];
		const isTurned = mode === 'BRANCH_GTE' || mode === 'BRANCH_GT';
		if (!isLeaf && !isTurned && mode !== 'BRANCH_LEQ' && mode !== 'BRANCH_LT') return null;
		made.feature.push(isLeaf ? -1 : (flat.feature[at] ?? 0));
		made.threshold.push(isLeaf ? 0 : mode === 'BRANCH_LT' || mode === 'BRANCH_GTE' ? nextBelow(value) : value);
		made.left.push(-1);
		made.right.push(-1);
		made.missingLeft.push(!isLeaf && (flat.missingYes[at] === 1) !== isTurned ? 1 : 0);
		made.value.push(isLeaf ? Math.fround(leaves.get(next.id) ?? 0) : 0);
		made.cover.push(flat.cover[at] ?? 0);
		if (isLeaf) continue;
		open.push(
			{ id: isTurned ? yes : no, into: (child) => (made.right[place] = child) },
			{ id: isTurned ? no : yes, into: (child) => (made.left[place] = child) }
		);
	}
	return addsUp(made) ? made : { ...made, cover: made.cover.map(() => 0) };
}

/** Whether covers are ones: a node's is the sum of its children's. */
function addsUp({ feature, left, right, cover }: Tree): boolean {
	return feature.every((at, node) => {
		const own = cover[node] ?? 0;
		const parts = (cover[left[node] ?? -1] ?? 0) + (cover[right[node] ?? -1] ?? 0);
		return own > 0 && (at < 0 || Math.abs(own - parts) <= 1e-4 * own);
	});
}
