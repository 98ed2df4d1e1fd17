import type { Tree } from '../model/model';

/**
 * A tree as a set of leaves. Along the path to a leaf every player (input column) has one bit, in order of first
 * appearance; a row violates a player there when some split on it leads the row elsewhere.
 */
export interface TreePaths {
	readonly tree: Tree;
	/** For each node: the bit of its player on its path. */
	readonly bits: Uint8Array;
	/** For each leaf: the players on its path, by bit; null for inner nodes. */
	readonly players: readonly (readonly number[] | null)[];
}

/** Masks are 32-bit: a path may hold this many players. */
export const mostPathPlayers = 30;

/** Null when a path holds more than 30 different players. */
export function treePaths(tree: Tree, featureInputs: readonly number[]): TreePaths | null {
	const bits = new Uint8Array(tree.feature.length);
	const players: (readonly number[] | null)[] = tree.feature.map(() => null);
	const stack: { node: number; path: readonly number[] }[] = [{ node: 0, path: [] }];
	for (let next = stack.pop(); next; next = stack.pop()) {
		const { node, path } = next;
		const feature = tree.feature[node] ?? -1;
		if (feature < 0) {
			players[node] = path;
			continue;
		}
		const player = featureInputs[feature] ?? -1;
		const known = path.indexOf(player);
		const longer = known < 0 ? [...path, player] : path;
		if (longer.length > mostPathPlayers) return null;
		bits[node] = known < 0 ? path.length : known;
		stack.push({ node: tree.left[node] ?? 0, path: longer }, { node: tree.right[node] ?? 0, path: longer });
	}
	return { tree, bits, players };
}

/** Tells of every leaf which players of its path the row at `from` violates. */
export function eachLeaf(
	{ tree, bits }: TreePaths,
	x: Float32Array,
	from: number,
	visit: (leaf: number, violated: number) => void
): void {
	const nodes = [0];
	const masks = [0];
	for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
		const mask = masks.pop() ?? 0;
		const feature = tree.feature[node] ?? -1;
		if (feature < 0) {
			visit(node, mask);
			continue;
		}
		const value = x[from + feature] ?? NaN;
		const goesLeft = Number.isNaN(value)
			? tree.missingLeft[node] === 1
			: value <= Math.fround(tree.threshold[node] ?? 0);
		const against = mask | (1 << (bits[node] ?? 0));
		nodes.push(tree.left[node] ?? 0, tree.right[node] ?? 0);
		masks.push(goesLeft ? mask : against, goesLeft ? against : mask);
	}
}

/** The answer of a leaf, as a float32 like the model's own. */
export function leafValue(tree: Tree, leaf: number): number {
	return Math.fround(tree.value[leaf] ?? 0);
}
