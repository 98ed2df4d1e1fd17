import { seededRandom, shuffledIndex } from '../random';
import { worthOf, type Attribution, type Game } from './coalition';
import type { Checkpoint } from './checkpoint';

/**
 * Estimated Shapley values: players join in random orders, each order taken forwards and backwards (Castro et al. 2009;
 * antithetic pairs after Mitchell et al. 2022). A row's values add up exactly; errors are standard errors over the pairs.
 */
export async function permutationShap(
	game: Game,
	samples: number,
	seed: number,
	checkpoint: Checkpoint
): Promise<Attribution> {
	const { players, rowCount } = game;
	const pairs = Math.max(2, Math.ceil(samples / (2 * players)));
	const random = seededRandom(seed);
	const values = new Float64Array(rowCount * players);
	const errors = new Float64Array(rowCount * players);
	const predictions = await game.answer(game.rows);
	const against = await game.answer(game.background);
	let baseValue = against.reduce((sum, value) => sum + value, 0) / game.backgroundCount;
	for (let row = 0; row < rowCount; row++) {
		const worth = worthOf(game, row);
		const empty = await worth(() => false);
		baseValue = empty;
		const mean = new Float64Array(players);
		const m2 = new Float64Array(players);
		for (let pair = 0; pair < pairs; pair++) {
			await checkpoint(row * pairs + pair, rowCount * pairs);
			const order = shuffledIndex(players, random);
			const gains = new Float64Array(players);
			for (const joined of [order, order.toReversed()]) {
				const inside = new Uint8Array(players);
				let before = empty;
				for (const player of joined) {
					inside[player] = 1;
					const after = await worth((other) => inside[other] === 1);
					gains[player] = (gains[player] ?? 0) + (after - before) / 2;
					before = after;
				}
			}
			gains.forEach((gain, player) => {
				const step = gain - (mean[player] ?? 0);
				mean[player] = (mean[player] ?? 0) + step / (pair + 1);
				m2[player] = (m2[player] ?? 0) + step * (gain - (mean[player] ?? 0));
			});
		}
		values.set(mean, row * players);
		errors.set(
			m2.map((sum) => Math.sqrt(sum / (pairs - 1) / pairs)),
			row * players
		);
	}
	return { baseValue, predictions, values, errors };
}
