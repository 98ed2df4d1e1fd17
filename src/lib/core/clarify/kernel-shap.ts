import { solveSymmetric } from '../insight/linear-algebra';
import type { Random } from '../random';
import { worths, type Game } from './coalition';
import type { SampledRow, Sampler } from './sampled-shap';

/**
 * Draws by coalitions under Lundberg and Lee's kernel (2017), each with its complement, in Covert and Lee's form (2021) whose
 * expectation is the Shapley values however few the draws: c (b_i - mean b) + (v(all) - v(∅)) / n with b_i = E[z_i (v(z) - v(∅))] and
 * c = 2 (1 + 1/2 + ... + 1/(n-1)). A line fitted first to coalitions of its own is taken off v before and added again after, which
 * leaves the expectation and takes away most of the spread.
 */
export function kernelSampler(game: Game, random: Random): Sampler {
	const { players } = game;
	const sizes = Array.from({ length: players - 1 }, (_, at) => 1 / ((at + 1) * (players - at - 1)));
	const whole = sizes.reduce((sum, weight) => sum + weight, 0);
	const factor = sizes.reduce((sum, _, at) => sum + 2 / (at + 1), 0);
	const lines = new Map<number, Float64Array>();
	const drawPairs = (pairs: number): Uint8Array => {
		const members = new Uint8Array(2 * pairs * players);
		for (let pair = 0; pair < pairs; pair++) {
			const inside = drawCoalition(players, sizes, whole, random);
			members.set(inside, 2 * pair * players);
			members.set(
				inside.map((flag) => 1 - flag),
				(2 * pair + 1) * players
			);
		}
		return members;
	};
	const lineOf = async ({ row, empty, full }: SampledRow, pause: () => Promise<void>): Promise<Float64Array> => {
		const known = lines.get(row);
		if (known) return known;
		const members = drawPairs(2 * players);
		const line = fitLine(members, await worths(game, row, members, pause), players, empty, full);
		lines.set(row, line);
		return line;
	};
	return {
		cost: 2,
		draw: async (of, draws, pause) => {
			const { row, empty, full } = of;
			if (players === 1) return new Float64Array(draws).fill(full - empty);
			const line = await lineOf(of, pause);
			const members = drawPairs(draws);
			const found = await worths(game, row, members, pause);
			const rest = full - empty - sumOf(line);
			const values = new Float64Array(draws * players);
			for (let draw = 0; draw < draws; draw++) {
				const into = values.subarray(draw * players, (draw + 1) * players);
				for (const at of [2 * draw, 2 * draw + 1]) {
					const inside = members.subarray(at * players, (at + 1) * players);
					const gain =
						(found[at] ?? NaN) - empty - inside.reduce((sum, flag, player) => sum + flag * (line[player] ?? 0), 0);
					inside.forEach((flag, player) => (into[player] = (into[player] ?? 0) + (flag * gain) / 2));
				}
				const mean = sumOf(into) / players;
				into.forEach((b, player) => (into[player] = (line[player] ?? 0) + factor * (b - mean) + rest / players));
			}
			return values;
		}
	};
}

/** Least squares of v(S) - v(∅) on membership, its sum held to v(all) - v(∅) by a multiplier. */
function fitLine(members: Uint8Array, found: Float64Array, players: number, empty: number, full: number): Float64Array {
	const normal = new Float64Array(players * players);
	const right = new Float64Array(players);
	found.forEach((worth, at) => {
		for (let i = 0; i < players; i++) {
			if (members[at * players + i] !== 1) continue;
			right[i] = (right[i] ?? 0) + worth - empty;
			for (let j = 0; j < players; j++)
				normal[i * players + j] = (normal[i * players + j] ?? 0) + (members[at * players + j] ?? 0);
		}
	});
	const free = solveSymmetric(normal, right);
	const ones = solveSymmetric(normal, new Float64Array(players).fill(1));
	// Too few different coalitions for a fit: any line leaves the expectation, and the level one will do.
	if (!free || !ones) return new Float64Array(players).fill((full - empty) / players);
	const over = (sumOf(free) - (full - empty)) / sumOf(ones);
	return free.map((value, player) => value - over * (ones[player] ?? 0));
}

function sumOf(values: Float64Array): number {
	return values.reduce((sum, value) => sum + value, 0);
}

function drawCoalition(players: number, sizes: readonly number[], whole: number, random: Random): Uint8Array {
	let left = random() * whole;
	let size = 1;
	while (size < players - 1 && left > (sizes[size - 1] ?? 0)) left -= sizes[size++ - 1] ?? 0;
	const inside = new Uint8Array(players);
	for (let seen = 0, needed = size; seen < players; seen++)
		if (random() * (players - seen) < needed) {
			inside[seen] = 1;
			needed -= 1;
		}
	return inside;
}
