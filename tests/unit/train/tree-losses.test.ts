import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '$lib/core/random';
import { predictRows } from '$lib/core/train/predict';
import type { TrainResult } from '$lib/core/train/job';
import { modelToOnnx } from '$lib/core/model/onnx';
import { kernelTrainer } from '$lib/engines/kernels/trainer';
import { createPredictor } from '$lib/engines/onnx/predictor';
import { takeRows } from '$lib/core/table/columns';
import { predictColumns } from '$lib/workbench/model';
import { jobOn, table } from './jobs';

/** Losses on the same held-out rows of scikit-learn's and XGBoost's trees: tests/golden/trees.py. */
const golden = v.parse(
	v.object({ losses: v.record(v.string(), v.record(v.string(), v.number())) }),
	JSON.parse(readFileSync('tests/golden/trees.json', 'utf8'))
);

const rows = 4000;
const random = seededRandom(5);
const drawn = Array.from({ length: rows }, () => Array.from({ length: 5 }, random));
const x = (row: number, column: number) => Math.fround(drawn[row]?.[column] ?? 0);
const raw = (row: number, column: number) => drawn[row]?.[column] ?? 0;
const all = Array.from({ length: rows }, (_, row) => row);
const signal = all.map((row) => Math.sin(6 * raw(row, 0)) + 2 * raw(row, 1) * raw(row, 2));
const spread = all.map((row) => raw(row, 3) + raw(row, 4) - 1);
const score = (row: number) => (signal[row] ?? 0) + (spread[row] ?? 0);
const real = all.map((row) => (signal[row] ?? 0) + (0.2 + raw(row, 1)) * (spread[row] ?? 0));
const counts = all.map((row) => Math.floor(Math.exp(0.7 * (signal[row] ?? 0)) * (0.2 + 1.6 * raw(row, 3))));
const pair = all.map((row) => Number(score(row) > 1));
const three = all.map((row) => Number(score(row) > 0.4) + Number(score(row) > 1.4));
const test = Int32Array.from(all.filter((row) => row % 4 === 0));

const columnsWith = (y: readonly number[]) =>
	table({ a: all.map((row) => x(row, 0)), b: all.map((row) => x(row, 1)), c: all.map((row) => x(row, 2)), y });

function train(y: readonly number[], params: Readonly<Record<string, number | string>> = {}): Promise<TrainResult> {
	const isRegression = y === real || y === counts;
	return kernelTrainer.train(
		jobOn(columnsWith(y), 'y', {
			task: isRegression ? 'regression' : 'classification',
			test,
			params: { rounds: 60, leaves: 15, ...params }
		})
	);
}

function meanOf(loss: (truth: number, answer: number) => number, y: readonly number[], answers: Float64Array): number {
	return test.reduce((sum, row, at) => sum + loss(y[row] ?? 0, answers[at] ?? 0), 0) / test.length;
}
const pinball = (level: number) => (y: number, z: number) => Math.max(level * (y - z), (level - 1) * (y - z));
const deviance = (y: number, mean: number) => 2 * ((y > 0 ? y * Math.log(y / mean) : 0) - y + mean);

describe('held-out losses of trees', () => {
	const cases = [
		{ name: 'squared', y: real, params: {}, loss: (y: number, z: number) => (y - z) ** 2 },
		{ name: 'absolute', y: real, params: { objective: 'absolute' }, loss: (y: number, z: number) => Math.abs(y - z) },
		{ name: 'poisson', y: counts, params: { objective: 'poisson' }, loss: deviance },
		{ name: 'quantile', y: real, params: { objective: 'quantile', quantile: 0.9 }, loss: pinball(0.9) }
	];
	it.each(cases)('for numbers, $name, are within 1 % of the peers', async ({ name, y, params, loss }) => {
		const { testPredictions, curve } = await train(y, params);
		const found = meanOf(loss, y, testPredictions);
		for (const peer of Object.values(golden.losses[name] ?? {})) expect(found).toBeLessThan(1.01 * peer);
		expect(curve.at(-1)?.testLoss).toBeCloseTo(found, 4);
	});

	it.each([
		{ name: 'logistic', y: pair, classes: 2 },
		{ name: 'softmax', y: three, classes: 3 }
	])('for classes, $name, are within 1 % of the peers', async ({ name, y, classes }) => {
		const { testPredictions } = await train(y);
		const found =
			test.reduce((sum, row, at) => sum - Math.log(testPredictions[at * classes + (y[row] ?? 0)] ?? 0), 0) /
			test.length;
		for (const peer of Object.values(golden.losses[name] ?? {})) expect(found).toBeLessThan(1.01 * peer);
	});

	it('leave the asked share of rows under a predicted quantile', async () => {
		for (const level of [0.1, 0.5, 0.9]) {
			const { testPredictions } = await train(real, { objective: 'quantile', quantile: level });
			const under = test.filter((row, at) => (real[row] ?? 0) <= (testPredictions[at] ?? 0)).length / test.length;
			expect(Math.abs(under - level)).toBeLessThan(0.04);
		}
	});
});

describe('counts', () => {
	it('are predicted by the same numbers in ONNX, never below 0', async () => {
		const { model, testPredictions } = await train(counts, { objective: 'poisson' });
		expect(model.link).toBe('exp');
		const held = takeRows(columnsWith(counts), test);
		expect(predictRows(model, held)).toEqual(testPredictions);
		expect(Math.min(...testPredictions)).toBeGreaterThan(0);
		const found = await predictColumns({ predictor: createPredictor() }, { model, onnx: modelToOnnx(model) }, held);
		const column = found.columns[0]?.vector;
		if (column?.kind !== 'number') throw new Error('numbers');
		testPredictions.forEach((value, at) => expect((column.values[at] ?? 0) / value).toBeCloseTo(1, 4));
	});
	it('do not run away where one is far above the rest', async () => {
		const y = counts.map((count, row) => (row === 1 ? 100_000 : count));
		const { curve } = await kernelTrainer.train(
			jobOn(columnsWith(y), 'y', { task: 'regression', test, params: { rounds: 30, objective: 'poisson' } })
		);
		expect(curve.every(({ trainLoss }, at) => trainLoss <= (curve[at - 1]?.trainLoss ?? Infinity))).toBe(true);
	});
	it('below 0 are refused before training', async () => {
		await expect(train(real, { objective: 'poisson' })).rejects.toMatchObject({ code: 'train/negative-target' });
		await expect(train(pair, { objective: 'absolute' })).rejects.toMatchObject({ code: 'train/params-invalid' });
	});
});
