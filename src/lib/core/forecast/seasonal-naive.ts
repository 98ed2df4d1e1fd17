import { normalQuantile } from '../recipe/normal-quantile';
import type { Path } from './forecast-job';

/**
 * Each step as a season before (m = 1: as the last value). The interval is normal with variance s2 (k + 1), where s2 is the mean squared
 * one-season difference and k whole seasons lie between (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 5.5).
 */
export function seasonalNaive(values: Float64Array, season: number, horizon: number, level: number): Path {
	const n = values.length;
	const m = n > season ? season : 1;
	let squares = 0;
	for (let i = m; i < n; i++) squares += ((values[i] ?? 0) - (values[i - m] ?? 0)) ** 2;
	const deviation = Math.sqrt(squares / (n - m));
	const mean = Float64Array.from({ length: horizon }, (_, h) => values[n - m + (h % m)] ?? NaN);
	return around(mean, (h) => deviation * Math.sqrt(Math.floor(h / m) + 1), level);
}

/** A normal interval about the mean; `deviationAt` takes the step from 0. */
export function around(mean: Float64Array, deviationAt: (h: number) => number, level: number): Path {
	const z = normalQuantile((1 + level) / 2);
	return {
		mean,
		lower: mean.map((value, h) => value - z * deviationAt(h)),
		upper: mean.map((value, h) => value + z * deviationAt(h))
	};
}
