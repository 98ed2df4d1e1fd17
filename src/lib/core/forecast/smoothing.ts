import { seasonOf } from '../series/season';

export interface SmoothingShape {
	readonly trend: 'none' | 'additive' | 'damped';
	readonly season: 'none' | 'additive' | 'multiplicative';
}

/** Weights of level, trend and season, each from 0 to 1, and what a trend keeps each step. */
export interface SmoothingWeights {
	readonly alpha: number;
	/** Of the new level's move in the trend. */
	readonly beta: number;
	/** Of the error in the season. */
	readonly gamma: number;
	/** 1 unless the trend is damped. */
	readonly phi: number;
}

export interface SmoothingState {
	readonly level: number;
	readonly trend: number;
	/** What the next steps add or are multiplied by, the next one first; empty without a season. */
	readonly season: Float64Array;
}

export interface Smoothed {
	/** One-step forecasts. */
	readonly fitted: Float64Array;
	/** Sum of their squared errors. */
	readonly squares: number;
	readonly last: SmoothingState;
}

const startSteps = 10;

/**
 * Where the recursions begin (after Hyndman, Koehler, Ord and Snyder 2008, 2.6.1): season by the mean of each place against the centred moving
 * mean of a season (of logarithms where it multiplies); level and trend by the least-squares line through the first 10 steps, or two
 * seasons, with the season taken off. Without a trend the level is their mean.
 */
export function startState(values: Float64Array, { trend, season }: SmoothingShape, period: number): SmoothingState {
	const isProduct = season === 'multiplicative';
	let parts = new Float64Array(0);
	if (season !== 'none') {
		const { seasonal } = seasonOf(isProduct ? values.map(Math.log) : values, { method: 'means', period });
		parts = isProduct ? seasonal.slice(0, period).map(Math.exp) : seasonal.slice(0, period);
	}
	const count = Math.min(values.length, Math.max(startSteps, season === 'none' ? 0 : 2 * period));
	const rest = Float64Array.from({ length: count }, (_, i) => {
		const part = parts[i % period] ?? (isProduct ? 1 : 0);
		return isProduct ? (values[i] ?? 0) / part : (values[i] ?? 0) - part;
	});
	const mean = rest.reduce((sum, value) => sum + value, 0) / count;
	if (trend === 'none') return { level: mean, trend: 0, season: parts };
	const middle = (count - 1) / 2;
	let [products, squares] = [0, 0];
	rest.forEach((value, i) => {
		products += (i - middle) * (value - mean);
		squares += (i - middle) ** 2;
	});
	const slope = squares > 0 ? products / squares : 0;
	// the line a step before the first
	return { level: mean - slope * (middle + 1), trend: slope, season: parts };
}

/**
 * Holt and Winters' exponential smoothing with additive errors, in the error-correction form: with e = y - forecast, and u = e (e / season
 * where the season multiplies), level += phi trend + alpha u, trend = phi trend + alpha beta u, season += gamma e (gamma e / (level + phi
 * trend) where it multiplies, both before the step).
 */
export function smooth(
	values: Float64Array,
	shape: SmoothingShape,
	{ alpha, beta, gamma, phi }: SmoothingWeights,
	start: SmoothingState
): Smoothed {
	const period = start.season.length;
	const season = start.season.slice();
	const isProduct = shape.season === 'multiplicative';
	let { level, trend } = start;
	let squares = 0;
	const fitted = values.map((value, i) => {
		const place = period > 0 ? i % period : 0;
		const base = level + phi * trend;
		const part = season[place] ?? (isProduct ? 1 : 0);
		const forecast = isProduct ? base * part : base + part;
		const error = value - forecast;
		const move = isProduct ? error / part : error;
		level = base + alpha * move;
		trend = phi * trend + alpha * beta * move;
		if (period > 0) season[place] = part + gamma * (isProduct ? error / base : error);
		squares += error * error;
		return forecast;
	});
	const turn = period > 0 ? values.length % period : 0;
	const next = Float64Array.from(season.keys(), (i) => season[(i + turn) % period] ?? 0);
	return { fitted, squares, last: { level, trend, season: next } };
}

/** The means of the steps ahead. */
export function project(
	{ level, trend, season }: SmoothingState,
	{ season: kind }: SmoothingShape,
	phi: number,
	horizon: number
): Float64Array {
	let [reach, damp] = [0, 1];
	return Float64Array.from({ length: horizon }, (_, h) => {
		damp *= phi;
		reach += damp;
		const base = level + reach * trend;
		const part = season[h % Math.max(1, season.length)];
		return part === undefined ? base : kind === 'multiplicative' ? base * part : base + part;
	});
}

/**
 * Variances of the steps ahead as multiples of the error's, where nothing multiplies: 1 + the sum over j < h of c_j^2 with
 * c_j = alpha + alpha beta (phi + ... + phi^j) + gamma [j is a whole number of seasons] (Hyndman et al. 2008, table 6.1).
 */
export function variancesAhead(
	{ alpha, beta, gamma, phi }: SmoothingWeights,
	period: number,
	horizon: number
): Float64Array {
	let [sum, reach, damp] = [1, 0, 1];
	return Float64Array.from({ length: horizon }, (_, h) => {
		if (h === 0) return sum;
		damp *= phi;
		reach += damp;
		const c = alpha + alpha * beta * reach + (period > 0 && h % period === 0 ? gamma : 0);
		return (sum += c * c);
	});
}
