import { seededRandom, type Random } from '../random';
import { worthOf, type Attribution, type Game, type Worth } from './coalition';
import type { Checkpoint } from './checkpoint';

const batches = 8;

/**
 * Estimated Shapley values by Lundberg and Lee's weighted regression (2017) on sampled coalitions and their complements,
 * with the sum held to f(x) - v(∅) (Covert and Lee 2021). Eight independent batches give the mean and its standard error.
 */
export async function kernelShap(
	game: Game,
	samples: number,
	seed: number,
	checkpoint: Checkpoint
): Promise<Attribution> {
	const { players, rowCount } = game;
	const random = seededRandom(seed);
	const perBatch = Math.max(2 * players, Math.ceil(samples / batches));
	const values = new Float64Array(rowCount * players);
	const errors = new Float64Array(rowCount * players);
	const predictions = await game.answer(game.rows);
	let baseValue = 0;
	for (let row = 0; row < rowCount; row++) {
		const worth = worthOf(game, row);
		const empty = await worth(() => false);
		const full = await worth(() => true);
		baseValue = empty;
		const estimates: Float64Array[] = [];
		for (let batch = 0; batch < batches; batch++) {
			await checkpoint(row * batches + batch, rowCount * batches);
			estimates.push(
				players === 1 ? Float64Array.of(full - empty) : await regress(worth, players, empty, full, perBatch, random)
			);
		}
		for (let player = 0; player < players; player++) {
			const found = estimates.map((estimate) => estimate[player] ?? 0);
			const mean = found.reduce((sum, value) => sum + value, 0) / batches;
			const spread = found.reduce((sum, value) => sum + (value - mean) ** 2, 0);
			values[row * players + player] = mean;
			errors[row * players + player] = Math.sqrt(spread / (batches - 1) / batches);
		}
	}
	return { baseValue, predictions, values, errors };
}

/** Least squares of v(S) - v(∅) on membership over sampled S, sizes drawn by the kernel's weight, the sum held. */
async function regress(
	worth: Worth,
	players: number,
	empty: number,
	full: number,
	samples: number,
	random: Random
): Promise<Float64Array> {
	const width = players + 1;
	const normal = new Float64Array(width * width);
	const right = new Float64Array(width);
	const sizes = Array.from({ length: players - 1 }, (_, at) => 1 / ((at + 1) * (players - at - 1)));
	const whole = sizes.reduce((sum, weight) => sum + weight, 0);
	for (let drawn = 0; drawn < samples; drawn += 2) {
		const inside = drawCoalition(players, sizes, whole, random);
		for (const flip of [0, 1]) {
			const member = inside.map((flag) => flag ^ flip);
			const gain = (await worth((player) => member[player] === 1)) - empty;
			for (let i = 0; i < players; i++) {
				if (member[i] === 0) continue;
				right[i] = (right[i] ?? 0) + gain;
				for (let j = 0; j < players; j++) normal[i * width + j] = (normal[i * width + j] ?? 0) + (member[j] ?? 0);
			}
		}
	}
	for (let i = 0; i < players; i++) {
		normal[i * width + i] = (normal[i * width + i] ?? 0) + 1e-9 * samples;
		normal[i * width + players] = 1;
		normal[players * width + i] = 1;
	}
	right[players] = full - empty;
	return solve(normal, right).slice(0, players);
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

/** Gaussian elimination with partial pivoting; `matrix` is row-major n x n. */
function solve(matrix: Float64Array, right: Float64Array): Float64Array {
	const n = right.length;
	const a = (i: number, j: number) => matrix[i * n + j] ?? 0;
	for (let column = 0; column < n; column++) {
		let pivot = column;
		for (let row = column + 1; row < n; row++) if (Math.abs(a(row, column)) > Math.abs(a(pivot, column))) pivot = row;
		for (let j = 0; j < n; j++) {
			const swap = a(column, j);
			matrix[column * n + j] = a(pivot, j);
			matrix[pivot * n + j] = swap;
		}
		const swap = right[column] ?? 0;
		right[column] = right[pivot] ?? 0;
		right[pivot] = swap;
		for (let row = column + 1; row < n; row++) {
			const factor = a(row, column) / a(column, column);
			if (factor === 0) continue;
			for (let j = column; j < n; j++) matrix[row * n + j] = a(row, j) - factor * a(column, j);
			right[row] = (right[row] ?? 0) - factor * (right[column] ?? 0);
		}
	}
	const answer = new Float64Array(n);
	for (let row = n - 1; row >= 0; row--) {
		let sum = right[row] ?? 0;
		for (let j = row + 1; j < n; j++) sum -= a(row, j) * (answer[j] ?? 0);
		answer[row] = sum / a(row, row);
	}
	return answer;
}
