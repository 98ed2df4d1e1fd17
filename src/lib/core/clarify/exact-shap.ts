import { backgroundMean, worths, type Attribution, type Game } from './coalition';
import type { Checkpoint } from './checkpoint';

/** Every coalition is asked up to this many input columns. */
export const mostExactPlayers = 12;

/** Shapley values by their definition: v of all 2^n coalitions, weighted by |S|! (n - |S| - 1)! / n!. */
export async function exactShap(game: Game, checkpoint: Checkpoint): Promise<Attribution> {
	const { players, rowCount } = game;
	const all = 1 << players;
	const weights = coalitionWeights(players);
	const members = new Uint8Array(all * players);
	for (let at = 0; at < members.length; at++) members[at] = (Math.floor(at / players) >> (at % players)) & 1;
	const values = new Float64Array(rowCount * players);
	const predictions = await game.answer(game.rows);
	const baseValue = await backgroundMean(game);
	for (let row = 0; row < rowCount; row++) {
		const v = await worths(game, row, members, () => checkpoint(row, rowCount));
		for (let player = 0; player < players; player++) {
			let sum = 0;
			for (let mask = 0; mask < all; mask++) {
				if ((mask >> player) & 1) continue;
				sum += (weights[bits(mask)] ?? 0) * ((v[mask | (1 << player)] ?? 0) - (v[mask] ?? 0));
			}
			values[row * players + player] = sum;
		}
	}
	return { baseValue, predictions, values, errors: null };
}

/** |S|! (n - |S| - 1)! / n! by |S|. */
function coalitionWeights(n: number): number[] {
	const weights: number[] = [];
	let weight = 1 / n;
	for (let size = 0; size < n; size++) {
		weights.push(weight);
		weight *= (size + 1) / (n - size - 1);
	}
	return weights;
}

function bits(mask: number): number {
	let count = 0;
	for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
	return count;
}
