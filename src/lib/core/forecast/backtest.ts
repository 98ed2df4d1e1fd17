import type { ForecastScores, Path } from './forecast-job';

const mostCutoffs = 5;

/** One cutoff of a backtest: what was forecast, what came, and the scale of its history. */
export interface Origin {
	readonly path: Path;
	readonly truth: Float64Array;
	/** Mean absolute one-season difference of the history: what MASE divides by (Hyndman and Koehler 2006). */
	readonly scale: number;
}

/** Steps known at each cutoff, ascending: up to 5 that lie a horizon apart, the last one a horizon before the end; each knows `least` steps. */
export function cutoffsOf(steps: number, horizon: number, least: number): number[] {
	const cutoffs: number[] = [];
	for (let known = steps - horizon; known >= least && cutoffs.length < mostCutoffs; known -= horizon)
		cutoffs.unshift(known);
	return cutoffs;
}

export function naiveScale(history: Float64Array, season: number): number {
	const m = history.length > season ? season : 1;
	let sum = 0;
	for (let i = m; i < history.length; i++) sum += Math.abs((history[i] ?? 0) - (history[i - m] ?? 0));
	return sum / (history.length - m);
}

/**
 * Over all steps of all cutoffs. sMAPE is the mean of 2 |y - f| / (|y| + |f|), 0 where both are 0; MASE is null when a scale is 0. Coverage is null
 * where there is no interval.
 */
export function scoresOf(origins: readonly Origin[]): ForecastScores {
	let [count, absolute, squares, scaled, relative, held] = [0, 0, 0, 0, 0, 0];
	for (const { path, truth, scale } of origins) {
		truth.forEach((y, h) => {
			const f = path.mean[h] ?? NaN;
			const off = Math.abs(y - f);
			count++;
			absolute += off;
			squares += off * off;
			scaled += off / scale;
			relative += off === 0 ? 0 : (2 * off) / (Math.abs(y) + Math.abs(f));
			held += y >= (path.lower[h] ?? NaN) && y <= (path.upper[h] ?? NaN) ? 1 : 0;
		});
	}
	const hasInterval = origins.every(({ path }) => !path.lower.some(Number.isNaN));
	return {
		mae: absolute / count,
		rmse: Math.sqrt(squares / count),
		mase: Number.isFinite(scaled) ? scaled / count : null,
		smape: relative / count,
		coverage: hasInterval ? held / count : null
	};
}

/**
 * An interval for means that come without one: as wide on both sides as the absolute errors of other cutoffs at the level (the
 * smallest that holds level (k + 1) of k errors, as in split conformal prediction; the largest when there are too few). NaN without errors.
 */
export function fromErrors(mean: Float64Array, others: readonly Omit<Origin, 'scale'>[], level: number): Path {
	const errors = Float64Array.from(
		others.flatMap(({ path, truth }) => Array.from(truth, (y, h) => Math.abs(y - (path.mean[h] ?? NaN))))
	).sort();
	const place = Math.min(errors.length, Math.ceil(level * (errors.length + 1))) - 1;
	const half = errors[place] ?? NaN;
	return { mean, lower: mean.map((value) => value - half), upper: mean.map((value) => value + half) };
}
