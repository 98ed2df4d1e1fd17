import type { Checkpoint } from '../clarify/checkpoint';
import { seededRandom } from '../random';

/** Resamples for so many rows: fewer where there are many, whose figures vary less. */
export function drawsFor(rows: number): number {
	return Math.round(Math.min(500, Math.max(100, 2e7 / Math.max(1, rows))));
}

export interface Resampling {
	/** How much each row counts. */
	readonly weights: Float64Array;
	readonly draws: number;
	readonly seed: number;
}

/**
 * Measures rows again and again as if they had been drawn anew with replacement: what comes back is one list a figure, with its values over
 * the draws, NaN where it is not defined. `measure` gets how much each row counts in a draw, and writes its figures.
 */
export async function bootstrap(
	{ weights, draws, seed }: Resampling,
	figures: number,
	measure: (weights: Float64Array, figures: Float64Array) => void,
	checkpoint: Checkpoint
): Promise<Float64Array[]> {
	const rows = weights.length;
	const random = seededRandom(seed);
	const drawn = Array.from({ length: figures }, () => new Float64Array(draws).fill(NaN));
	const resampled = new Float64Array(rows);
	const found = new Float64Array(figures);
	for (let draw = 0; draw < draws; draw++) {
		await checkpoint(draw, draws);
		resampled.fill(0);
		for (let i = 0; i < rows; i++) {
			const row = Math.floor(random() * rows);
			resampled[row] = (resampled[row] ?? 0) + (weights[row] ?? 0);
		}
		measure(resampled, found.fill(NaN));
		for (let figure = 0; figure < figures; figure++) (drawn[figure] ?? found)[draw] = found[figure] ?? NaN;
	}
	return drawn;
}
