import { backgroundMean, worths, type Attribution, type Game } from './coalition';
import type { Checkpoint } from './checkpoint';

/** Every coalition is asked up to this many input columns. */
export const mostExactPlayers = 12;

/** Shapley values by their definition: v of all 2^n coalitions, weighted by |S|! (n - |S| - 1)! / n!. */
export async function exactShap(game: Game, checkpoint: Checkpoint): Promise<Attribution> {
	const { players, rowCount } = game;
	const values = new Float64Array(rowCount * players);
	const predictions = await game.answer(game.rows);
	const baseValue = await backgroundMean(game);
	await eachRow(game, checkpoint, (row, v) => values.set(shapleyOf(v, players), row * players));
	return { baseValue, predictions, values, errors: null };
}

/**
 * Shapley values, and the interaction values of pairs by their definition: |S|! (n - |S| - 2)! / (n - 1)! times what i and j give S
 * together beyond what each gives it, half of it to ij and half to ji (Grabisch and Roubens 1999). `gains` is rows x players x players,
 * its diagonal left 0.
 */
export async function exactPairs(
	game: Game,
	checkpoint: Checkpoint
): Promise<{ values: Float64Array; gains: Float64Array }> {
	const { players, rowCount } = game;
	const values = new Float64Array(rowCount * players);
	const gains = new Float64Array(rowCount * players * players);
	const weights = coalitionWeights(players - 1);
	await eachRow(game, checkpoint, (row, v) => {
		values.set(shapleyOf(v, players), row * players);
		const matrix = gains.subarray(row * players * players, (row + 1) * players * players);
		for (let i = 0; i < players; i++)
			for (let j = i + 1; j < players; j++) {
				const [a, b] = [1 << i, 1 << j];
				let sum = 0;
				for (let mask = 0; mask < v.length; mask++) {
					if ((mask & (a | b)) !== 0) continue;
					const together = (v[mask | a | b] ?? 0) - (v[mask | a] ?? 0) - (v[mask | b] ?? 0) + (v[mask] ?? 0);
					sum += ((weights[bits(mask)] ?? 0) * together) / 2;
				}
				matrix[i * players + j] = sum;
				matrix[j * players + i] = sum;
			}
	});
	return { values, gains };
}

/** v of all coalitions, by the bits of their members, one row after the other. */
async function eachRow(
	game: Game,
	checkpoint: Checkpoint,
	visit: (row: number, v: Float64Array) => void
): Promise<void> {
	const { players, rowCount } = game;
	const members = new Uint8Array((1 << players) * players);
	for (let at = 0; at < members.length; at++) members[at] = (Math.floor(at / players) >> (at % players)) & 1;
	for (let row = 0; row < rowCount; row++)
		visit(row, await worths(game, row, members, () => checkpoint(row, rowCount)));
}

function shapleyOf(v: Float64Array, players: number): Float64Array {
	const weights = coalitionWeights(players);
	return Float64Array.from({ length: players }, (_, player) => {
		let sum = 0;
		for (let mask = 0; mask < v.length; mask++) {
			if ((mask >> player) & 1) continue;
			sum += (weights[bits(mask)] ?? 0) * ((v[mask | (1 << player)] ?? 0) - (v[mask] ?? 0));
		}
		return sum;
	});
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
