import type { Tree } from '../model/model';
import {
	emptyPatterns,
	settlePatterns,
	splitPatterns,
	startPatterns,
	stillMeet,
	type Patterns,
	type Side
} from './tree-patterns';

/** Encoded features, one array a feature. */
export type FeatureColumns = readonly Float32Array[];

/** Features [begin, end) of row-major rows x width as columns. */
export function featureColumns(x: Float32Array, width: number, begin: number, end: number): FeatureColumns {
	return Array.from({ length: width }, (_, feature) => {
		const column = new Float32Array(end - begin);
		for (let row = begin; row < end; row++) column[row - begin] = x[row * width + feature] ?? NaN;
		return column;
	});
}

/** What is known at a node: who could come there, and by which players. */
export interface Level {
	readonly rows: Patterns;
	/** Null where no background is asked: path-dependent. */
	readonly background: Patterns | null;
	/** The players of the path, by bit. */
	readonly path: readonly number[];
	/** By bit: the product of the cover shares of the player's splits. */
	readonly shares: readonly number[];
}

/** What to walk with; `background` null asks for the whole path-dependent view. */
export interface Walkers {
	readonly rows: FeatureColumns;
	readonly rowCount: number;
	readonly background: FeatureColumns | null;
	readonly backgroundCount: number;
	readonly featureInputs: readonly number[];
	/** Groups of rows are told apart by so many times 32 bits: as many as the longest path holds players. */
	readonly words: number;
	/** Kept from tree to tree, so that each depth has its arrays once. */
	readonly levels: Level[];
}

/** Words of 32 bits that hold one bit for each player of any path. */
export function wordsFor(trees: readonly Tree[], players: number): number {
	const deepest = trees.reduce((most, tree) => Math.max(most, depthOf(tree)), 1);
	return Math.max(1, Math.ceil(Math.min(players, deepest) / 32));
}

function depthOf(tree: Tree): number {
	let deepest = 0;
	const stack: [node: number, depth: number][] = [[0, 0]];
	for (let next = stack.pop(); next; next = stack.pop()) {
		const [node, depth] = next;
		deepest = Math.max(deepest, depth);
		if ((tree.feature[node] ?? -1) >= 0)
			stack.push([tree.left[node] ?? 0, depth + 1], [tree.right[node] ?? 0, depth + 1]);
	}
	return deepest;
}

/**
 * Visits every leaf that some coalition of a row and a background row ends in, with the groups of both that do. All rows go down
 * together: the cost is rows + background for each node, and not their product.
 */
export async function walkLeaves(
	tree: Tree,
	walkers: Walkers,
	pause: () => Promise<void>,
	visit: (leaf: number, level: Level) => void
): Promise<void> {
	const { words, levels } = walkers;
	const root = levelAt(walkers, 0, [], []);
	startPatterns(root.rows, walkers.rowCount, words);
	if (root.background) startPatterns(root.background, walkers.backgroundCount, words);
	const stack: { node: number; parent: number; depth: number }[] = [{ node: 0, parent: -1, depth: 0 }];
	let seen = 0;
	for (let next = stack.pop(); next; next = stack.pop()) {
		const { node, parent, depth } = next;
		const before = levels[depth - 1];
		const level = before ? descend(tree, walkers, before, depth, parent, node) : root;
		if (level.rows.count === 0 || level.background?.count === 0) continue;
		if ((tree.feature[node] ?? -1) < 0) {
			visit(node, level);
			if (++seen % 8 === 0) await pause();
			continue;
		}
		for (const child of [tree.right[node] ?? 0, tree.left[node] ?? 0])
			stack.push({ node: child, parent: node, depth: depth + 1 });
	}
}

function levelAt(walkers: Walkers, depth: number, path: readonly number[], shares: readonly number[]): Level {
	const known = walkers.levels[depth];
	const level = {
		rows: known?.rows ?? emptyPatterns(walkers.rowCount, walkers.words),
		background: known?.background ?? (walkers.background && emptyPatterns(walkers.backgroundCount, walkers.words)),
		path,
		shares
	};
	walkers.levels[depth] = level;
	return level;
}

function descend(tree: Tree, walkers: Walkers, from: Level, depth: number, parent: number, node: number): Level {
	const { words } = walkers;
	const feature = tree.feature[parent] ?? 0;
	const player = walkers.featureInputs[feature] ?? -1;
	const known = from.path.indexOf(player);
	const newBit = known < 0;
	const bit = newBit ? from.path.length : known;
	const lowHere = tree.left[parent] === node;
	const side: Side = {
		threshold: Math.fround(tree.threshold[parent] ?? 0),
		missingHere: (tree.missingLeft[parent] === 1) === lowHere,
		lowHere,
		bit,
		newBit
	};
	const cover = tree.cover[parent] ?? 0;
	const shares = from.shares.slice();
	shares[bit] = (shares[bit] ?? 1) * (cover > 0 ? (tree.cover[node] ?? 0) / cover : 0.5);
	const into = levelAt(walkers, depth, newBit ? [...from.path, player] : from.path, shares);
	const split = (patterns: Patterns, target: Patterns, columns: FeatureColumns) =>
		splitPatterns(patterns, target, columns[feature] ?? new Float32Array(0), side, words);
	const rows = split(from.rows, into.rows, walkers.rows);
	if (!from.background || !into.background || !walkers.background) {
		const all = rows.grown.map(() => true);
		settlePatterns(into.rows, from.rows, rows, all, words);
		return into;
	}
	const background = split(from.background, into.background, walkers.background);
	const rowsStay = stillMeet(into.rows, rows.grown, into.background, words);
	const backgroundStays = stillMeet(into.background, background.grown, into.rows, words);
	settlePatterns(into.rows, from.rows, rows, rowsStay, words);
	settlePatterns(into.background, from.background, background, backgroundStays, words);
	return into;
}
