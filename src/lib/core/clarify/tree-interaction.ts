import type { TreesEstimator } from '../model/model';
import type { Game } from './coalition';
import type { Checkpoint } from './checkpoint';
import { meets, type Patterns } from './tree-patterns';
import { leafValue, treesOf, walkersOf, type TreeView } from './tree-shap';
import { bitsOf, violates } from './tree-shares';
import { walkLeaves, wordsFor, type Level } from './tree-walk';
import { BetaTable, quadratureFor } from './tree-weights';

/** What a leaf of answer `value` gives each pair of players of its path, for each group of rows: pairs i <= j by place, then group. */
type PairShares = (value: number, level: Level) => Float64Array;

/** Where a pair of bits stands among those of a path: (0,1), (0,2), (1,2), (0,3) ... */
function pairPlace(i: number, j: number): number {
	return i < j ? (j * (j - 1)) / 2 + i : (i * (i - 1)) / 2 + j;
}

/**
 * Exact Shapley interaction values of pairs: I_ij = ∫ ∂²f/∂i∂j dt along the diagonal of the multilinear extension
 * (Grabisch and Roubens 1999), half of it to ij and half to ji (Lundberg et al. 2020). Rows x players x players, its diagonal left 0.
 */
export async function treePairGains(
	game: Game,
	estimator: TreesEstimator,
	view: TreeView,
	checkpoint: Checkpoint
): Promise<Float64Array> {
	const { players, sign } = game;
	const trees = treesOf(game, estimator);
	const words = wordsFor(trees, players);
	const shares =
		view === 'interventional'
			? interventionalPairs(new BetaTable(32 * words + 1), game.backgroundCount, words)
			: pathPairs(words);
	const walkers = walkersOf(game, view, words, 0, game.rowCount);
	const gains = new Float64Array(game.rowCount * players * players);
	for (const [done, tree] of trees.entries()) {
		const pause = () => checkpoint(done, trees.length);
		await pause();
		await walkLeaves(tree, walkers, pause, (leaf, level) => {
			const { path } = level;
			const given = shares((sign * leafValue(tree, leaf)) / 2, level);
			const { row, group, groups, count } = level.rows;
			for (let j = 1; j < path.length; j++)
				for (let i = 0; i < j; i++) {
					const from = pairPlace(i, j) * groups;
					const [a, b] = [path[i] ?? 0, path[j] ?? 0];
					for (let at = 0; at < count; at++) {
						const gain = given[from + (group[at] ?? 0)] ?? 0;
						if (gain === 0) continue;
						const start = (row[at] ?? 0) * players * players;
						gains[start + a * players + b] = (gains[start + a * players + b] ?? 0) + gain;
						gains[start + b * players + a] = (gains[start + b * players + a] ?? 0) + gain;
					}
				}
		});
	}
	return gains;
}

/** Pairs that both z violates gain value (u-2)! w! / (u+w-1)!, pairs that both x violates u! (w-2)! / (u+w-1)!, mixed ones lose. */
function interventionalPairs(beta: BetaTable, backgroundCount: number, words: number): PairShares {
	return (value, { rows, background, path }) => {
		if (!background) throw new Error('interventional shares need a background');
		const { groups } = rows;
		const shares = new Float64Array((path.length * (path.length - 1) * groups) / 2);
		const own = bitsOf(rows, path.length, words);
		const others = bitsOf(background, path.length, words);
		for (let group = 0; group < groups; group++)
			for (let other = 0; other < background.groups; other++) {
				if (!meets(rows, group, background, other, words)) continue;
				const [u, w] = [background.sizes[other] ?? 0, rows.sizes[group] ?? 0];
				const part = (value * (background.weights[other] ?? 0)) / backgroundCount;
				const [inside, outside] = [others[other] ?? noBits, own[group] ?? noBits];
				const add = (i: number, j: number, gain: number) => {
					const place = pairPlace(i, j) * groups + group;
					shares[place] = (shares[place] ?? 0) + gain;
				};
				eachPair(inside, (i, j) => add(i, j, part * beta.at(u - 1, w + 1)));
				eachPair(outside, (i, j) => add(i, j, part * beta.at(u + 1, w - 1)));
				for (const i of inside) for (const j of outside) add(i, j, -part * beta.at(u, w));
			}
		return shares;
	};
}

const noBits = new Int32Array(0);

function eachPair(bits: Int32Array, visit: (i: number, j: number) => void): void {
	for (let j = 1; j < bits.length; j++) for (let i = 0; i < j; i++) visit(bits[i] ?? 0, bits[j] ?? 0);
}

/** value (o_i - z_i) (o_j - z_j) ∫ Π_(k≠i,j) (t o_k + (1-t) z_k) dt. */
function pathPairs(words: number): PairShares {
	return (value, { rows, path, shares: z }) => {
		const m = path.length;
		const { nodes, weights } = quadratureFor(m - 2);
		const shares = new Float64Array((m * (m - 1) * rows.groups) / 2);
		const ratios = new Float64Array(m);
		for (let group = 0; group < rows.groups; group++)
			nodes.forEach((t, at) => {
				let product = value * (weights[at] ?? 0);
				for (let bit = 0; bit < m; bit++) {
					const o = insideOf(rows, group, words, bit);
					const factor = t * o + (1 - t) * (z[bit] ?? 0);
					product *= factor;
					ratios[bit] = (o - (z[bit] ?? 0)) / factor;
				}
				// A factor is 0 only where o = z = 0, and then nobody gets anything.
				if (product === 0) return;
				for (let j = 1; j < m; j++)
					for (let i = 0; i < j; i++) {
						const place = pairPlace(i, j) * rows.groups + group;
						shares[place] = (shares[place] ?? 0) + product * (ratios[i] ?? 0) * (ratios[j] ?? 0);
					}
			});
		return shares;
	};
}

function insideOf(rows: Patterns, group: number, words: number, bit: number): number {
	return violates(rows, group, words, bit) ? 0 : 1;
}
