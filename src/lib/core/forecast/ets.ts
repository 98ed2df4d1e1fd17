import { seededRandom } from '../random';
import { normalQuantile } from '../recipe/normal-quantile';
import type { Path } from './forecast-job';
import { around } from './seasonal-naive';
import { findLowest } from './simplex';
import {
	project,
	smooth,
	startState,
	variancesAhead,
	type SmoothingShape,
	type SmoothingState,
	type SmoothingWeights
} from './smoothing';

export interface EtsFit {
	readonly shape: SmoothingShape;
	readonly weights: SmoothingWeights;
	/** Mean squared one-step errors, times n. */
	readonly squares: number;
	/** Akaike's criterion, corrected for few steps; Infinity where there are too few for the model. */
	readonly aicc: number;
	readonly last: SmoothingState;
	/** Deviation of a one-step error. */
	readonly deviation: number;
}

const trends = ['none', 'additive', 'damped'] as const;
const paths = 1000;
const edge = 1e-4;
const dampLeast = 0.8;
const dampMost = 0.98;

const squash = (x: number, least: number, most: number) => least + (most - least) / (1 + Math.exp(-x));
const stretch = (value: number) => Math.log(value / (1 - value));

/** Places on the simplex as weights: alpha and beta in (0, 1), gamma in (0, 1 - alpha), phi in (0.8, 0.98). */
function weightsAt(at: Float64Array, { trend, season }: SmoothingShape): SmoothingWeights {
	let next = 0;
	const take = (least: number, most: number) => squash(at[next++] ?? 0, least, most);
	const alpha = take(edge, 1 - edge);
	const beta = trend === 'none' ? 0 : take(edge, 1 - edge);
	const gamma = season === 'none' ? 0 : take(edge, 1 - edge) * (1 - alpha);
	return { alpha, beta, gamma, phi: trend === 'damped' ? take(dampLeast, dampMost) : 1 };
}

/** Fits one model by the least sum of squared one-step errors, from two starts of the simplex search. */
export function fitEts(values: Float64Array, shape: SmoothingShape, period: number): EtsFit {
	const start = startState(values, shape, period);
	const size =
		1 + (shape.trend === 'none' ? 0 : 1) + (shape.season === 'none' ? 0 : 1) + (shape.trend === 'damped' ? 1 : 0);
	const cost = (at: Float64Array) => smooth(values, shape, weightsAt(at, shape), start).squares;
	const found = [0.1, 0.5]
		.map((share) => findLowest(cost, new Float64Array(size).fill(stretch(share))))
		.reduce((low, each) => (each.value < low.value ? each : low));
	const weights = weightsAt(found.at, shape);
	const { squares, last } = smooth(values, shape, weights, start);
	const n = values.length;
	// smoothing weights, states at the start, and the variance
	const k = size + 1 + (shape.trend === 'none' ? 0 : 1) + (shape.season === 'none' ? 0 : period) + 1;
	const aicc =
		n - k - 1 > 0
			? n * Math.log(Math.max(squares, Number.MIN_VALUE) / n) + 2 * k + (2 * k * (k + 1)) / (n - k - 1)
			: Infinity;
	return { shape, weights, squares, aicc, last, deviation: Math.sqrt(squares / Math.max(1, n - size)) };
}

/** The models that a series can have: a season needs two of them in the series, one that multiplies needs values above 0. */
export function etsShapes(values: Float64Array, period: number): SmoothingShape[] {
	const hasSeason = period > 1 && values.length >= 2 * period;
	const seasons: SmoothingShape['season'][] = ['none'];
	if (hasSeason) seasons.push('additive');
	if (hasSeason && values.every((value) => value > 0)) seasons.push('multiplicative');
	return seasons.flatMap((season) => trends.map((trend) => ({ trend, season })));
}

/** The model with the lowest AICc; the simplest where none has one. */
export async function pickEts(values: Float64Array, period: number, pause: () => Promise<void>): Promise<EtsFit> {
	const fits: EtsFit[] = [];
	for (const shape of etsShapes(values, period)) {
		fits.push(fitEts(values, shape, period));
		await pause();
	}
	return fits.reduce((low, each) => (each.aicc < low.aicc ? each : low));
}

/** As in the literature: trend N, A or Ad, then season N, A or M. */
export function etsName({ trend, season }: SmoothingShape): string {
	const names = { none: 'N', additive: 'A', damped: 'Ad', multiplicative: 'M' } as const;
	return `${names[trend]},${names[season]}`;
}

/** Steps ahead with a normal interval: in closed form, or where the season multiplies from 1000 seeded paths. */
export function projectEts(fit: EtsFit, horizon: number, level: number, seed: number): Path {
	const mean = project(fit.last, fit.shape, fit.weights.phi, horizon);
	if (fit.shape.season !== 'multiplicative') {
		const variances = variancesAhead(fit.weights, fit.last.season.length, horizon);
		return around(mean, (h) => fit.deviation * Math.sqrt(variances[h] ?? 1), level);
	}
	const random = seededRandom(seed);
	const drawn = Array.from({ length: horizon }, () => new Float64Array(paths));
	for (let path = 0; path < paths; path++)
		simulate(fit, random, (h, value) => drawn[h]?.fill(value, path, path + 1), horizon);
	const low = Math.round(((1 - level) / 2) * (paths - 1));
	const sorted = drawn.map((values) => values.sort());
	return {
		mean,
		lower: Float64Array.from(sorted, (values) => values[low] ?? NaN),
		upper: Float64Array.from(sorted, (values) => values[paths - 1 - low] ?? NaN)
	};
}

/** One path of the model with normal errors: each step is forecast, given an error, and learned from. */
function simulate(fit: EtsFit, random: () => number, tell: (h: number, value: number) => void, horizon: number): void {
	const { alpha, beta, gamma, phi } = fit.weights;
	const season = fit.last.season.slice();
	let { level, trend } = fit.last;
	for (let h = 0; h < horizon; h++) {
		const place = h % season.length;
		const part = season[place] ?? 1;
		const base = level + phi * trend;
		const error = fit.deviation * normalQuantile(Math.max(1e-12, random()));
		tell(h, base * part + error);
		level = base + (alpha * error) / part;
		trend = phi * trend + (alpha * beta * error) / part;
		season[place] = part + (gamma * error) / base;
	}
}
