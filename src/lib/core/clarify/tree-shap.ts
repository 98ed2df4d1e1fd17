import type { Tree, TreesEstimator } from '../model/model';
import { leafOf } from '../train/predict';
import type { Attribution, Game } from './coalition';
import type { Checkpoint } from './checkpoint';
import { interventionalShares, pathShares } from './tree-shares';
import { featureColumns, walkLeaves, wordsFor, type Walkers } from './tree-walk';
import { BetaTable } from './tree-weights';

export type TreeView = 'interventional' | 'path-dependent';

/** So many rows go down a tree together: enough to share the work of a leaf, few enough for bounded memory. */
const rowsTogether = 16_384;

/**
 * Exact Shapley values of a sum of trees with input columns as players. What a leaf gives depends only on which players of its
 * path a row violates, so rows and background go down each tree in groups of equal violations, and a leaf is worked out once a
 * group: the cost is rows x leaves + background x leaves + groups, not rows x background.
 */
export async function treeShap(
	game: Game,
	estimator: TreesEstimator,
	view: TreeView,
	checkpoint: Checkpoint
): Promise<Attribution> {
	const { players, rowCount, sign } = game;
	const trees = treesOf(game, estimator);
	const words = wordsFor(trees, players);
	const shares =
		view === 'interventional'
			? interventionalShares(new BetaTable(32 * words + 1), game.backgroundCount, words)
			: pathShares(words);
	const values = new Float64Array(rowCount * players);
	const parts = Math.ceil(rowCount / rowsTogether);
	for (let part = 0; part < parts; part++) {
		const begin = part * rowsTogether;
		const walkers = walkersOf(game, view, words, begin, Math.min(rowCount, begin + rowsTogether));
		const count = walkers.rowCount;
		const sums = new Float64Array(players * count);
		for (const [done, tree] of trees.entries()) {
			const pause = () => checkpoint(part * trees.length + done, parts * trees.length);
			await pause();
			await walkLeaves(tree, walkers, pause, (leaf, level) => {
				const given = shares(leafValue(tree, leaf), level);
				const { row, group, groups, count: left } = level.rows;
				for (let bit = 0; bit < level.path.length; bit++) {
					const from = bit * groups;
					const into = (level.path[bit] ?? 0) * count;
					for (let at = 0; at < left; at++) {
						const place = into + (row[at] ?? 0);
						sums[place] = (sums[place] ?? 0) + (given[from + (group[at] ?? 0)] ?? 0);
					}
				}
			});
		}
		for (let player = 0; player < players; player++)
			for (let row = 0; row < count; row++)
				values[(begin + row) * players + player] = sign * (sums[player * count + row] ?? 0);
	}
	return {
		baseValue: treeBase(game, estimator, view),
		predictions: treeMargins(game, estimator),
		values,
		errors: null
	};
}

/** The trees of the margin explained. */
export function treesOf(game: Game, estimator: TreesEstimator): Tree[] {
	return estimator.trees.filter((tree) => tree.output === game.output);
}

/** What goes down the trees: rows [begin, end) of the game, and its background where the view asks for it. */
export function walkersOf(game: Game, view: TreeView, words: number, begin: number, end: number): Walkers {
	const { width, rows, background, backgroundCount, model } = game;
	return {
		rows: featureColumns(rows, width, begin, end),
		rowCount: end - begin,
		background: view === 'interventional' ? featureColumns(background, width, 0, backgroundCount) : null,
		backgroundCount,
		featureInputs: model.featureInputs,
		words,
		levels: []
	};
}

/** The answer of a leaf, as a float32 like the model's own. */
export function leafValue(tree: Tree, leaf: number): number {
	return Math.fround(tree.value[leaf] ?? 0);
}

/** Margins of the rows, summed in double so that Shapley values add up to them. */
function treeMargins(game: Game, estimator: TreesEstimator): Float64Array {
	return sumOfLeaves(game, estimator, game.rows, game.rowCount);
}

/** v(∅): the mean margin of the background, or the mean along the cover. */
export function treeBase(game: Game, estimator: TreesEstimator, view: TreeView): number {
	const { sign, background, backgroundCount } = game;
	if (view === 'interventional')
		return (
			sumOfLeaves(game, estimator, background, backgroundCount).reduce((sum, value) => sum + value, 0) / backgroundCount
		);
	const base = Math.fround(estimator.base[game.output] ?? 0);
	return sign * treesOf(game, estimator).reduce((sum, tree) => sum + coverMean(tree), base);
}

function sumOfLeaves(game: Game, estimator: TreesEstimator, x: Float32Array, count: number): Float64Array {
	const { sign, width } = game;
	const sums = new Float64Array(count).fill(sign * Math.fround(estimator.base[game.output] ?? 0));
	for (const tree of treesOf(game, estimator))
		for (let row = 0; row < count; row++)
			sums[row] = (sums[row] ?? 0) + sign * leafValue(tree, leafOf(tree, x, row * width));
	return sums;
}

function coverMean(tree: Tree): number {
	let mean = 0;
	const stack = [{ node: 0, share: 1 }];
	for (let next = stack.pop(); next; next = stack.pop()) {
		const { node, share } = next;
		if ((tree.feature[node] ?? -1) < 0) {
			mean += share * leafValue(tree, node);
			continue;
		}
		const cover = tree.cover[node] ?? 0;
		for (const child of [tree.left[node] ?? 0, tree.right[node] ?? 0])
			stack.push({ node: child, share: share * (cover > 0 ? (tree.cover[child] ?? 0) / cover : 0.5) });
	}
	return mean;
}

/** Whether every tree says how many rows reached its nodes, without which there are no path-dependent values. */
export function hasCovers({ trees }: TreesEstimator): boolean {
	return trees.every(({ cover }) => (cover[0] ?? 0) > 0);
}
