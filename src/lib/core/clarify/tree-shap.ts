import { AppError } from '../errors';
import type { TreesEstimator } from '../model/model';
import type { Checkpoint } from './checkpoint';
import type { Attribution, Game } from './coalition';
import { eachLeaf, leafValue, treePaths, type TreePaths } from './tree-paths';

/** What a leaf gives the players of its path (by bit), for a row that violates `violated` of them. */
type LeafShare = (leaf: number, violated: number) => Float64Array;

/**
 * Exact Shapley values of a sum of trees with input columns as players. A leaf's share depends only on which players of its
 * path a row violates, so each is computed once and looked up after: explaining a row costs one walk of every tree, however
 * many background rows there are.
 */
export async function treeShap(
	game: Game,
	estimator: TreesEstimator,
	view: 'interventional' | 'path-dependent',
	checkpoint: Checkpoint
): Promise<Attribution> {
	const { players, rowCount, width, rows, sign } = game;
	const values = new Float64Array(rowCount * players);
	const base = Math.fround(estimator.base[game.output] ?? 0);
	const predictions = new Float64Array(rowCount).fill(sign * base);
	let baseValue = sign * base;
	const trees = estimator.trees.filter((tree) => tree.output === game.output);
	for (const [done, tree] of trees.entries()) {
		if (done % 8 === 0) await checkpoint(done, trees.length);
		const paths = treePaths(tree, game.model.featureInputs);
		if (!paths) throw new AppError('clarify/not-explainable', { reason: 'a path of more than 30 columns' });
		const { share, mean } = view === 'interventional' ? overBackground(paths, game) : overCover(paths);
		baseValue += sign * mean;
		const known = tree.feature.map(() => new Map<number, Float64Array>());
		for (let row = 0; row < rowCount; row++)
			eachLeaf(paths, rows, row * width, (leaf, violated) => {
				if (violated === 0) predictions[row] = (predictions[row] ?? 0) + sign * leafValue(tree, leaf);
				let shares = known[leaf]?.get(violated);
				if (!shares) {
					shares = share(leaf, violated);
					known[leaf]?.set(violated, shares);
				}
				const path = paths.players[leaf] ?? [];
				for (let bit = 0; bit < path.length; bit++) {
					const at = row * players + (path[bit] ?? 0);
					values[at] = (values[at] ?? 0) + sign * (shares[bit] ?? 0);
				}
			});
	}
	return { baseValue, predictions, values, errors: null };
}

const factorial = Array.from({ length: 61 }).reduce<number[]>(
	(list, _, n) => [...list, n === 0 ? 1 : (list[n - 1] ?? 1) * n],
	[]
);

function bitCount(mask: number): number {
	let count = 0;
	for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
	return count;
}

/**
 * Interventional: v(S) is the mean over background rows z of the leaf that (x in S, z elsewhere) ends in. The leaf is reached when S
 * holds every player z violates (u of them) and none x violates (w of them); no S does when one player is violated by both. Each
 * of the first gets value (u-1)! w! / (u+w)!, each of the second loses value u! (w-1)! / (u+w)! (Chen, Lundberg and Lee 2018).
 */
function overBackground(paths: TreePaths, game: Game): { share: LeafShare; mean: number } {
	const seen = paths.tree.feature.map(() => new Map<number, number>());
	let sum = 0;
	for (let row = 0; row < game.backgroundCount; row++)
		eachLeaf(paths, game.background, row * game.width, (leaf, violated) => {
			if (violated === 0) sum += leafValue(paths.tree, leaf);
			seen[leaf]?.set(violated, (seen[leaf].get(violated) ?? 0) + 1);
		});
	const share: LeafShare = (leaf, violated) => {
		const path = paths.players[leaf] ?? [];
		const shares = new Float64Array(path.length);
		const w = bitCount(violated);
		for (const [other, count] of seen[leaf] ?? []) {
			if ((other & violated) !== 0) continue;
			const u = bitCount(other);
			const part = (leafValue(paths.tree, leaf) * count) / game.backgroundCount / (factorial[u + w] ?? 1);
			const gain = u > 0 ? part * (factorial[u - 1] ?? 1) * (factorial[w] ?? 1) : 0;
			const loss = w > 0 ? part * (factorial[u] ?? 1) * (factorial[w - 1] ?? 1) : 0;
			for (let bit = 0; bit < path.length; bit++) {
				if ((other >> bit) & 1) shares[bit] = (shares[bit] ?? 0) + gain;
				else if ((violated >> bit) & 1) shares[bit] = (shares[bit] ?? 0) - loss;
			}
		}
		return shares;
	};
	return { share, mean: sum / game.backgroundCount };
}

/**
 * Path-dependent: a player outside S splits by the training cover. On a path each player has z, the product of its cover
 * shares, and o, 1 unless the row violates it; the leaf is worth value Π_{S} o Π_{not S} z (Lundberg et al. 2020).
 */
function overCover(paths: TreePaths): { share: LeafShare; mean: number } {
	const { tree, bits, players } = paths;
	const parts: Float64Array[] = tree.feature.map(() => new Float64Array(0));
	let mean = 0;
	const stack: { node: number; z: Float64Array }[] = [{ node: 0, z: new Float64Array(0) }];
	for (let next = stack.pop(); next; next = stack.pop()) {
		const { node, z } = next;
		if (players[node]) {
			parts[node] = z;
			mean += leafValue(tree, node) * z.reduce((product, share) => product * share, 1);
			continue;
		}
		const bit = bits[node] ?? 0;
		const cover = tree.cover[node] ?? 0;
		for (const child of [tree.left[node] ?? 0, tree.right[node] ?? 0]) {
			const longer = new Float64Array(Math.max(z.length, bit + 1)).fill(1);
			longer.set(z);
			longer[bit] = (longer[bit] ?? 1) * (cover > 0 ? (tree.cover[child] ?? 0) / cover : 0.5);
			stack.push({ node: child, z: longer });
		}
	}
	const share: LeafShare = (leaf, violated) => {
		const z = parts[leaf] ?? new Float64Array(0);
		const m = z.length;
		return z.map((own, player) => {
			// ways[k]: the sum over coalitions of k other players of Π o inside and Π z outside.
			let ways = [1];
			z.forEach((part, other) => {
				if (other === player) return;
				const o = (violated >> other) & 1 ? 0 : 1;
				ways = [...ways, 0].map((count, k) => count * part + (k > 0 ? (ways[k - 1] ?? 0) * o : 0));
			});
			const total = ways.reduce(
				(sum, count, k) => sum + (count * (factorial[k] ?? 1) * (factorial[m - k - 1] ?? 1)) / (factorial[m] ?? 1),
				0
			);
			return leafValue(tree, leaf) * (((violated >> player) & 1 ? 0 : 1) - own) * total;
		});
	};
	return { share, mean };
}
