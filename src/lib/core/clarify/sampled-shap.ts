import { backgroundMean, type Attribution, type Game } from './coalition';
import type { Checkpoint } from './checkpoint';

/** How long an estimate goes on. */
export interface Effort {
	/** Coalitions asked a row, about. */
	readonly samples: number;
	/** A row is settled when no standard error of its values is above this. */
	readonly targetError?: number | undefined;
	/** Told what there is so far, ever more rarely as the errors shrink. */
	readonly onPartial?: ((found: Attribution) => void) | undefined;
}

/** A row whose values are estimated. */
export interface SampledRow {
	readonly row: number;
	/** v(∅) and v(all). */
	readonly empty: number;
	readonly full: number;
}

/** Draws of a row's Shapley values: each on its own has them as its expectation, and adds up to v(all) - v(∅). */
export interface Sampler {
	/** Coalitions asked for a draw. */
	readonly cost: number;
	/** draws x players. */
	draw(of: SampledRow, draws: number, pause: () => Promise<void>): Promise<Float64Array>;
}

/** Before so many draws a small standard error may be luck. */
const leastDraws = 16;

/**
 * Means of draws with their standard errors (Welford 1962), in rounds over all rows, each round a quarter of what there is, so that
 * what there is after any of them is an estimate of every row. Stops a row when its effort is spent or its target is met.
 */
export async function sampledShap(
	game: Game,
	sampler: Sampler,
	{ samples, targetError, onPartial }: Effort,
	checkpoint: Checkpoint
): Promise<Attribution> {
	const { players, rowCount } = game;
	const predictions = await game.answer(game.rows);
	const baseValue = await backgroundMean(game);
	const most = Math.max(2, Math.ceil(samples / sampler.cost));
	const means = new Float64Array(rowCount * players);
	const spreads = new Float64Array(rowCount * players);
	const counts = new Int32Array(rowCount);
	const settled = new Uint8Array(rowCount);
	const found = (): Attribution => ({
		baseValue,
		predictions: predictions.slice(),
		values: means.slice(),
		errors: spreads.map((sum, at) => {
			const count = counts[Math.floor(at / players)] ?? 0;
			return Math.sqrt(sum / (count - 1) / count);
		})
	});
	for (let drawn = 0; drawn < most && settled.includes(0);) {
		const round = Math.min(most - drawn, Math.max(2, Math.ceil(drawn / 4)));
		for (let row = 0; row < rowCount; row++) {
			if (settled[row] === 1) continue;
			const pause = () => checkpoint(drawn * rowCount + row * round, most * rowCount);
			const draws = await sampler.draw({ row, empty: baseValue, full: predictions[row] ?? NaN }, round, pause);
			for (let at = 0; at < round; at++) {
				const count = (counts[row] = (counts[row] ?? 0) + 1);
				for (let player = 0; player < players; player++) {
					const value = draws[at * players + player] ?? NaN;
					const place = row * players + player;
					const step = value - (means[place] ?? 0);
					means[place] = (means[place] ?? 0) + step / count;
					spreads[place] = (spreads[place] ?? 0) + step * (value - (means[place] ?? 0));
				}
			}
			if (targetError !== undefined && (counts[row] ?? 0) >= leastDraws && isNear(row, targetError)) settled[row] = 1;
		}
		drawn += round;
		if (onPartial && drawn < most && settled.includes(0)) onPartial(found());
	}
	return found();

	function isNear(row: number, target: number): boolean {
		const count = counts[row] ?? 0;
		const sums = spreads.subarray(row * players, (row + 1) * players);
		return sums.every((sum) => Math.sqrt(sum / (count - 1) / count) <= target);
	}
}
