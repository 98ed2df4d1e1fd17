import { shuffledIndex, type Random } from '../random';
import { worths, type Game } from './coalition';
import type { Sampler } from './sampled-shap';

/**
 * Draws by random orders in which the players join, each order taken forwards and backwards (Castro et al. 2009; antithetic pairs
 * after Mitchell et al. 2022).
 */
export function permutationSampler(game: Game, random: Random): Sampler {
	const { players } = game;
	const inner = players - 1;
	return {
		cost: Math.max(1, 2 * inner),
		draw: async ({ row, empty, full }, draws, pause) => {
			const members = new Uint8Array(draws * 2 * inner * players);
			const orders: Int32Array[] = [];
			for (let draw = 0; draw < draws; draw++) {
				const order = shuffledIndex(players, random);
				orders.push(order, order.toReversed());
			}
			orders.forEach((order, at) => {
				for (let size = 1; size <= inner; size++)
					for (let joined = 0; joined < size; joined++)
						members[(at * inner + size - 1) * players + (order[joined] ?? 0)] = 1;
			});
			const found = await worths(game, row, members, pause);
			const values = new Float64Array(draws * players);
			orders.forEach((order, at) => {
				const into = (at >> 1) * players;
				let before = empty;
				order.forEach((player, place) => {
					const after = place === inner ? full : (found[at * inner + place] ?? NaN);
					values[into + player] = (values[into + player] ?? 0) + (after - before) / 2;
					before = after;
				});
			});
			return values;
		}
	};
}
