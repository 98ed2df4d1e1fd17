import { describe, expect, test } from 'vitest';
import { fitEts, etsShapes, pickEts, projectEts } from '$lib/core/forecast/ets';
import { autocorrelation, findSeason } from '$lib/core/forecast/season-length';
import { seasonalNaive } from '$lib/core/forecast/seasonal-naive';
import { findLowest } from '$lib/core/forecast/simplex';
import { project, smooth, startState, variancesAhead } from '$lib/core/forecast/smoothing';
import { seededRandom } from '$lib/core/random';
import golden from '../../golden/forecast.json';

const values = Float64Array.from(golden.values);
const { period, horizon, level } = golden;
const close = (found: ArrayLike<number>, wanted: readonly number[], most = 1e-9) => {
	expect(found.length).toBe(wanted.length);
	wanted.forEach((value, i) =>
		expect(Math.abs((found[i] ?? NaN) - value)).toBeLessThan(most * Math.max(1, Math.abs(value)))
	);
};

describe('exponential smoothing, against the component form in numpy', () => {
	test.each(etsShapes(values, period))('%o', (shape) => {
		const wanted = golden.models.find(({ trend, season }) => trend === shape.trend && season === shape.season);
		const [alpha = 0, beta = 0, gamma = 0, phi = 1] = wanted?.weights ?? [];
		const { fitted, last } = smooth(values, shape, { alpha, beta, gamma, phi }, startState(values, shape, period));
		close(fitted, wanted?.fitted ?? []);
		close(project(last, shape, phi, horizon), wanted?.ahead ?? []);
		const fit = fitEts(values, shape, period);
		// as low as scipy from twelve starts
		expect(fit.squares / (wanted?.least ?? 0)).toBeLessThan(1.0005);
		expect(Math.abs(fit.aicc - (wanted?.aicc ?? 0))).toBeLessThan(0.1);
	});

	test('the model with the lowest AICc is picked', async () => {
		const best = golden.models.reduce((low, each) => (each.aicc < low.aicc ? each : low));
		const { shape } = await pickEts(values, period, () => Promise.resolve());
		expect(shape).toEqual({ trend: best.trend, season: best.season });
	});

	test('variances ahead are those of a unit shock put through the recursions', () => {
		const [alpha = 0, beta = 0, gamma = 0, phi = 1] = golden.variances.weights;
		const wanted = golden.variances.values;
		close(variancesAhead({ alpha, beta, gamma, phi }, period, wanted.length), wanted);
	});

	test('an interval from paths is the same with the same seed and holds the mean', () => {
		const fit = fitEts(values, { trend: 'additive', season: 'multiplicative' }, period);
		const path = projectEts(fit, horizon, level, 3);
		expect(projectEts(fit, horizon, level, 3)).toEqual(path);
		path.mean.forEach((mean, h) => {
			expect(path.lower[h]).toBeLessThan(mean);
			expect(path.upper[h]).toBeGreaterThan(mean);
		});
		// the first step is normal with the deviation of the errors
		expect(Math.abs((path.upper[0] ?? 0) - (path.mean[0] ?? 0) - 1.645 * fit.deviation)).toBeLessThan(
			0.3 * fit.deviation
		);
	});
});

test('seasonal naive and its interval', () => {
	const { mean, upper, lower } = seasonalNaive(values, period, horizon + period, level);
	close(mean, golden.naive.mean);
	close(
		upper.map((value, h) => value - (mean[h] ?? 0)),
		golden.naive.half,
		1e-6
	);
	close(
		lower.map((value, h) => (mean[h] ?? 0) - value),
		golden.naive.half,
		1e-6
	);
});

test('the simplex search finds the lowest point of a bent valley', () => {
	const valley = ([x = 0, y = 0]: Float64Array) => (1 - x) ** 2 + 100 * (y - x * x) ** 2;
	const { at } = findLowest(valley, Float64Array.of(-1.2, 1));
	close(at, [1, 1], 1e-3);
});

describe('season length', () => {
	test('autocorrelation is numpy’s', () => close(autocorrelation(values, 40), golden.autocorrelation));

	test.each([4, 7, 12, 24, 52])('a season of %i is found under trend and noise', (season) => {
		const random = seededRandom(season);
		const series = Float64Array.from({ length: season * 6 }, (_, i) => {
			const place = i % season;
			return 0.1 * i + (place < season / 3 ? 10 : 2 * Math.cos(place)) + random() * 2;
		});
		expect(findSeason(series)).toBe(season);
	});

	test('noise has none', () => {
		const random = seededRandom(2);
		expect(findSeason(Float64Array.from({ length: 200 }, () => random()))).toBe(1);
	});
});
