import type { TreesEstimator } from '../model/model';

/** All trees of an estimator in flat arrays, a node after a node, the trees one after another. */
interface FlatTrees {
	/** The first node of each tree. */
	readonly roots: Int32Array;
	/** The margin each tree adds to. */
	readonly outputs: Int32Array;
	/** Of each node its feature (-1 at a leaf), the nodes on its left and its right, and 1 where missing goes left. */
	readonly nodes: Int32Array;
	/** Of each node its threshold; at a leaf what it answers. */
	readonly numbers: Float32Array;
}

const fields = 4;
/** Rows that one tree is walked for at a time: they and the tree stay in the nearest cache. */
const blockRows = 1024;
const flattened = new WeakMap<TreesEstimator, FlatTrees>();

/**
 * Margins of trees for encoded rows (row-major rows x width), row-major rows x outputs, summed in float32 in the order of the trees, as
 * ONNX does. The trees are laid flat once an estimator: they must not change after the first call.
 */
export function treeMargins(estimator: TreesEstimator, x: Float32Array, width: number, outputs: number): Float64Array {
	const rows = width === 0 ? 0 : x.length / width;
	const flat = flatten(estimator);
	const sums = new Float32Array(rows * outputs);
	for (let k = 0; k < outputs; k++) {
		const base = estimator.base[k] ?? 0;
		for (let row = 0; row < rows; row++) sums[row * outputs + k] = base;
	}
	for (let from = 0; from < rows; from += blockRows)
		for (let tree = 0; tree < flat.roots.length; tree++)
			addTree(flat, tree, x, { width, outputs, from, to: Math.min(rows, from + blockRows) }, sums);
	return Float64Array.from(sums);
}

interface Block {
	readonly width: number;
	readonly outputs: number;
	readonly from: number;
	readonly to: number;
}

function addTree(
	{ roots, outputs: places, nodes, numbers }: FlatTrees,
	tree: number,
	x: Float32Array,
	{ width, outputs, from, to }: Block,
	sums: Float32Array
): void {
	const root = roots[tree] ?? 0;
	const output = places[tree] ?? 0;
	for (let row = from; row < to; row++) {
		const first = row * width;
		let node = root;
		for (;;) {
			const at = node * fields;
			const feature = nodes[at] ?? -1;
			if (feature < 0) break;
			const value = x[first + feature] ?? NaN;
			const left = value <= (numbers[node] ?? 0) || (Number.isNaN(value) && nodes[at + 3] === 1);
			node = nodes[left ? at + 1 : at + 2] ?? 0;
		}
		const at = row * outputs + output;
		sums[at] = (sums[at] ?? 0) + (numbers[node] ?? 0);
	}
}

function flatten(estimator: TreesEstimator): FlatTrees {
	const known = flattened.get(estimator);
	if (known) return known;
	const { trees } = estimator;
	// a tree without nodes answers 0
	const sizes = trees.map(({ feature }) => Math.max(feature.length, 1));
	const all = sizes.reduce((sum, size) => sum + size, 0);
	const flat = {
		roots: new Int32Array(trees.length),
		outputs: Int32Array.from(trees, ({ output }) => output),
		nodes: new Int32Array(all * fields),
		numbers: new Float32Array(all)
	};
	let root = 0;
	trees.forEach(({ feature, threshold, left, right, missingLeft, value }, tree) => {
		const size = sizes[tree] ?? 1;
		flat.roots[tree] = root;
		for (let node = 0; node < size; node++) {
			const own = feature[node] ?? -1;
			const sides = [root + (left[node] ?? 0), root + (right[node] ?? 0), missingLeft[node] ?? 0];
			flat.nodes.set([own, ...sides], (root + node) * fields);
			flat.numbers[root + node] = (own < 0 ? value[node] : threshold[node]) ?? 0;
		}
		root += size;
	});
	flattened.set(estimator, flat);
	return flat;
}
