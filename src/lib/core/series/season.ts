import { decompose, seriesAnomalies } from '../insight/decompose';
import { bridgeGaps } from './bridge-gaps';

export interface SeasonChoice {
	/** `loess`: STL, robust against odd points; `means`: moving mean and the mean of each place in the season. */
	readonly method: 'loess' | 'means';
	readonly period: number;
}

interface Season {
	readonly trend: Float64Array;
	readonly seasonal: Float64Array;
	/** NaN where the value is missing, or there is no trend. */
	readonly residual: Float64Array;
}

/** Value = trend + seasonal + residual. Gaps are bridged for it; a series of fewer than two periods, or of no values, is all missing. */
export function seasonOf(values: Float64Array, { method, period }: SeasonChoice): Season {
	const bridged = bridgeGaps(values);
	const none = () => new Float64Array(values.length).fill(NaN);
	if (values.length < 2 * period || Number.isNaN(bridged[0] ?? NaN))
		return { trend: none(), seasonal: none(), residual: none() };
	const { trend, seasonal } =
		method === 'loess' ? decompose(bridged, { period, robustPasses: 2 }) : byMeans(bridged, period);
	const residual = values.map((value, i) => value - (trend[i] ?? NaN) - (seasonal[i] ?? NaN));
	return { trend, seasonal, residual };
}

/** Trend by the centred moving mean of a period (missing for half a period at each end); season by the mean of what is left at each place. */
function byMeans(values: Float64Array, period: number): Pick<Season, 'trend' | 'seasonal'> {
	const half = Math.floor(period / 2);
	const isEven = period % 2 === 0;
	const trend = new Float64Array(values.length).fill(NaN);
	for (let i = half; i < values.length - half; i++) {
		let sum = 0;
		for (let k = -half; k <= half; k++) sum += (isEven && Math.abs(k) === half ? 0.5 : 1) * (values[i + k] ?? NaN);
		trend[i] = sum / period;
	}
	const sums = new Float64Array(period);
	const counts = new Float64Array(period);
	values.forEach((value, i) => {
		const rest = value - (trend[i] ?? NaN);
		if (Number.isNaN(rest)) return;
		sums[i % period] = (sums[i % period] ?? 0) + rest;
		counts[i % period] = (counts[i % period] ?? 0) + 1;
	});
	const means = sums.map((sum, place) => sum / (counts[place] ?? 0));
	const level = means.reduce((sum, mean) => sum + mean, 0) / period;
	return { trend, seasonal: values.map((_, i) => (means[i % period] ?? NaN) - level) };
}

/** 1 where the residual lies more than so many standard deviations from the mean residual, else 0. */
export function unusual(values: Float64Array, deviations: number, choice: SeasonChoice): Float64Array {
	const { residual } = seasonOf(values, choice);
	const there = Array.from(residual.keys()).filter((i) => !Number.isNaN(residual[i] ?? NaN));
	const marks = new Float64Array(values.length);
	const found = seriesAnomalies(
		Float64Array.from(there, (i) => residual[i] ?? NaN),
		deviations
	);
	for (const place of found) marks[there[place] ?? 0] = 1;
	return marks;
}
