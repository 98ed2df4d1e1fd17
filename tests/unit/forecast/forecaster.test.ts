import { describe, expect, test } from 'vitest';
import { cutoffsOf, fromErrors, scoresOf } from '$lib/core/forecast/backtest';
import { evenSteps } from '$lib/core/forecast/even-steps';
import { createForecaster } from '$lib/core/forecast/forecaster';
import { defaultSettings, type ForecastJob } from '$lib/core/forecast/forecast-job';
import { featureNames, featuresAt, lagPlan, levelBefore, stepsBefore } from '$lib/core/forecast/lag-features';
import { seededRandom } from '$lib/core/random';
import { numberVector, textVector } from '$lib/core/table/columns';
import { kernelTrainer } from '$lib/engines/kernels/trainer';

const day = 86_400_000;
const start = Date.UTC(2023, 0, 2);
const rules = { every: 'auto', duplicates: 'mean', gaps: 'line' } as const;
const forecaster = createForecaster(kernelTrainer, () => Promise.resolve(false));
const job = (
	times: number[],
	values: (number | null)[],
	more: Partial<ForecastJob> = {},
	by?: string[]
): ForecastJob => ({
	...defaultSettings,
	isNumbered: false,
	columns: {
		rows: times.length,
		columns: [
			{ name: 'time', type: 'DOUBLE', vector: numberVector(times) },
			{ name: 'value', type: 'DOUBLE', vector: numberVector(values) },
			...(by ? [{ name: 'by', type: 'VARCHAR', vector: textVector(by) }] : [])
		]
	},
	...more
});
const days = (count: number) => Array.from({ length: count }, (_, i) => start + i * day);

describe('even steps', () => {
	const steps = (times: number[], values: number[], more = {}) =>
		evenSteps(Float64Array.from(times), Float64Array.from(values), { ...rules, ...more }, false);

	test('rows in any order, several of a day, gaps and missing values', () => {
		const at = [0, 1, 1, 2, 4, 5, 6, 7, 8, 9].map((i) => start + i * day);
		const { times, values, facts } = steps(at.toReversed(), [10, 9, 8, 7, 6, 5, NaN, 3, 1, 0]);
		expect(Array.from(times)).toEqual(days(10));
		expect(Array.from(values)).toEqual([0, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
		expect(facts).toEqual({ rows: 9, missing: 1, merged: 1, filled: 2, cut: 0 });
		expect(Array.from(steps(at, [0, 1, 3, 2, 4, 5, 6, 7, 8, 9], { duplicates: 'sum', gaps: 'zero' }).values)).toEqual([
			0, 4, 2, 0, 4, 5, 6, 7, 8, 9
		]);
	});

	test('months of any length are even, whichever day stands for them', () => {
		const ends = Array.from({ length: 24 }, (_, i) => Date.UTC(2020, i + 1, 0));
		const { step, times } = steps(
			ends,
			ends.map((_, i) => i)
		);
		expect(step).toMatchObject({ unit: 'month', size: 1 });
		expect(times[2]).toBe(Date.UTC(2020, 2, 1));
	});

	test('weeks begin on Monday', () => {
		const { times } = steps(
			days(70).map((time) => time + 2 * day),
			days(70).map((_, i) => i),
			{ every: 'week' }
		);
		expect(new Set(Array.from(times, (time) => new Date(time).getUTCDay()))).toEqual(new Set([1]));
	});

	test.each([
		['forecast/not-finite', days(9), [1, 2, Infinity, 4, 5, 6, 7, 8, 9]],
		['forecast/no-values', days(9), days(9).map(() => NaN)],
		['forecast/too-short', [start], [1]],
		['forecast/too-short', days(4), [1, 2, 3, 4]],
		['forecast/constant', days(9), days(9).map(() => 3)],
		[
			'forecast/irregular',
			[0, 1, 2.4, 3.7, 4.2, 5, 6.3, 7.5, 8.8, 9.6].map((i) => start + i * day),
			days(10).map((_, i) => i)
		],
		['forecast/too-long', [...days(9).map((_, i) => start + i), start + 4e9], days(10).map((_, i) => i)]
	])('refuses with %s', (code, times, values) => {
		expect(() => steps(times, values)).toThrow(expect.objectContaining({ code }));
	});

	test.each([
		['day', 1],
		['week', 6],
		['month', 33]
	])('irregular times name a %s as the step to try', (every, apart) => {
		const times = [0, 1, 2.4, 3.7, 4.2, 5, 6.3, 7.5, 8.8, 9.6].map((i) => start + i * apart * day);
		expect(() => steps(times, times)).toThrow(`"every":"${every}"`);
	});
});

describe('lags', () => {
	const plan = lagPlan(7, 20, { unit: 'ms', size: day, origin: 0 }, start / day);
	const random = seededRandom(4);
	const values = Float64Array.from({ length: 60 }, () => random());

	test('features are what a reader finds by looking back', () => {
		const names = featureNames(plan);
		for (let at = stepsBefore(plan); at < values.length; at++) {
			const found = featuresAt(values, at, plan);
			const week = Array.from(values.slice(at - 7, at)).reduce((a, b) => a + b) / 7;
			expect(levelBefore(values, at, plan)).toBeCloseTo(week, 12);
			const date = new Date(start + at * day);
			names.forEach((name, k) => {
				const lag = /^lag (\d+)$/.exec(name)?.[1];
				const wanted =
					lag !== undefined
						? (values[at - Number(lag)] ?? NaN) - week
						: name === 'mean 3'
							? ((values[at - 1] ?? 0) + (values[at - 2] ?? 0) + (values[at - 3] ?? 0)) / 3 - week
							: name === 'weekday'
								? date.getUTCDay()
								: name === 'place in season'
									? (start / day + at) % 7
									: Math.round((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / day) + 1;
				expect(found[k], name).toBeCloseTo(wanted, 12);
			});
		}
	});

	test('nothing of the step itself or after it is seen', () => {
		for (let at = stepsBefore(plan); at < values.length; at++) {
			const blind = values.map((value, i) => (i >= at ? NaN : value));
			expect(featuresAt(blind, at, plan)).toEqual(featuresAt(values, at, plan));
		}
	});
});

describe('backtest', () => {
	test('cutoffs lie a horizon apart and the last leaves one', () => {
		expect(cutoffsOf(100, 10, 20)).toEqual([50, 60, 70, 80, 90]);
		expect(cutoffsOf(35, 10, 10)).toEqual([15, 25]);
		expect(cutoffsOf(15, 10, 8)).toEqual([]);
	});

	test('scores by their definitions', () => {
		const flat = (values: number[], half: number) => ({
			mean: Float64Array.from(values),
			lower: Float64Array.from(values, (value) => value - half),
			upper: Float64Array.from(values, (value) => value + half)
		});
		const scores = scoresOf([
			{ path: flat([1, 2], 1), truth: Float64Array.of(2, 5), scale: 2 },
			{ path: flat([3, 0], 1), truth: Float64Array.of(3, 0), scale: 4 }
		]);
		expect(scores.mae).toBe(1);
		expect(scores.rmse).toBeCloseTo(Math.sqrt(10 / 4), 12);
		expect(scores.mase).toBeCloseTo((0.5 + 1.5) / 4, 12);
		expect(scores.smape).toBeCloseTo((2 / 3 + 6 / 7) / 4, 12);
		expect(scores.coverage).toBe(0.75);
	});

	test('an interval from errors is as wide as the one that holds the level', () => {
		const errors = {
			path: { mean: new Float64Array(9), lower: new Float64Array(9), upper: new Float64Array(9) },
			truth: Float64Array.of(1, -2, 3, -4, 5, 6, -7, 8, 9)
		};
		expect(fromErrors(Float64Array.of(10), [errors], 0.8).upper[0]).toBe(18);
		expect(fromErrors(Float64Array.of(10), [errors], 0.95).lower[0]).toBe(1);
	});
});

describe('forecasts', () => {
	test('trees beat seasonal naive and smoothing where each step bends the last one, and repeat to the bit', async () => {
		// the logistic map: the next step is a parabola of the last one, which no line and no season tells
		let x = 0.3;
		const values = days(400).map(() => (x = 3.7 * x * (1 - x)));
		const asked = job(days(400), values, { horizon: 2, season: 1 });
		const [found] = (await forecaster.forecast(asked)).series;
		const mae = Object.fromEntries(found?.results.map(({ method, scores }) => [method, scores.mae]) ?? []);
		expect(found?.best).toBe('trees');
		expect(mae['trees']).toBeLessThan(0.5 * (mae['naive'] ?? 0));
		expect(mae['trees']).toBeLessThan(0.5 * (mae['ets'] ?? 0));
		expect((await forecaster.forecast(job(days(400), values, { horizon: 2, season: 1 }))).series[0]).toEqual(found);
	}, 20_000);

	test('progress goes on within a series and ends at the number of series', async () => {
		const told: number[] = [];
		const times = [...days(40), ...days(40)];
		const by = times.map((_, i) => (i < 40 ? 'a' : 'b'));
		const values = times.map((_, i) => i % 7);
		await forecaster.forecast(
			job(times, values, { horizon: 7, methods: ['naive'] }, by),
			undefined,
			({ done, total }) => {
				expect(total).toBe(2);
				told.push(done);
			}
		);
		expect(told).toEqual(told.toSorted((a, b) => a - b));
		expect(told.filter((done) => done > 0 && done < 1).length).toBeGreaterThan(1);
		expect(told.at(-1)).toBe(2);
	});

	test('a season and a trend are carried on, each group on its own', async () => {
		const random = seededRandom(1);
		const value = (i: number) => 50 + 0.5 * i + 8 * Math.sin((2 * Math.PI * i) / 7) + random();
		const times = [...days(112), ...days(5), ...days(112)];
		const by = [
			...Array.from({ length: 112 }, () => 'a'),
			...Array.from({ length: 5 }, () => 'b'),
			...Array.from({ length: 112 }, () => 'c')
		];
		const values = times.map((time, i) => value((time - start) / day) * (by[i] === 'c' ? 2 : 1));
		const found = await forecaster.forecast(job(times, values, { horizon: 14, methods: ['ets'] }, by));
		expect(found.refused).toEqual([{ by: 'b', code: 'forecast/too-short', details: { steps: 5, least: 8 } }]);
		expect(found.series.map((one) => one.by)).toEqual(['a', 'c']);
		for (const one of found.series) {
			expect(one.season).toBe(7);
			expect(one.best).toBe('ets');
			const scale = one.by === 'c' ? 2 : 1;
			const { forecast, scores } = one.results.find(({ method }) => method === 'ets') ?? {};
			one.futureTimes.forEach((time, h) => {
				expect(time).toBe(start + (112 + h) * day);
				const i = 112 + h;
				const truth = (50.5 + 0.5 * i + 8 * Math.sin((2 * Math.PI * i) / 7)) * scale;
				expect(Math.abs((forecast?.mean[h] ?? NaN) - truth)).toBeLessThan(2 * scale);
			});
			expect(scores?.coverage).toBeGreaterThan(0.7);
		}
	});

	test('a backtest knows nothing of what comes after its cutoff', async () => {
		const random = seededRandom(9);
		const values = days(60).map((_, i) => i + 5 * random());
		const one = async (last: number) =>
			(
				await forecaster.forecast(
					job(
						days(60),
						values.map((value, i) => (i >= 50 ? value + last : value)),
						{ horizon: 10, season: 1 }
					)
				)
			).series[0];
		const [a, b] = [await one(0), await one(100)];
		for (const method of ['naive', 'ets'] as const)
			expect(a?.results.find((each) => each.method === method)?.lastCutoff).toEqual(
				b?.results.find((each) => each.method === method)?.lastCutoff
			);
		const means = [a, b].map((each) => each?.results.find(({ method }) => method === 'trees')?.lastCutoff.mean);
		expect(means[0]).toEqual(means[1]);
		expect(means[0]?.length).toBe(10);
	});

	test('too many series are refused', async () => {
		const names = Array.from({ length: 201 }, (_, i) => `s${i}`);
		await expect(
			forecaster.forecast(
				job(
					names.map(() => start),
					names.map(() => 1),
					{},
					names
				)
			)
		).rejects.toMatchObject({
			code: 'forecast/too-many-series'
		});
	});
});
