import { expect, it, describe } from 'vitest';
import { exactShap } from '$lib/core/clarify/exact-shap';
import { kernelSampler } from '$lib/core/clarify/kernel-shap';
import { permutationSampler } from '$lib/core/clarify/permutation-shap';
import { sampledShap, type Effort } from '$lib/core/clarify/sampled-shap';
import type { Attribution, Game } from '$lib/core/clarify/coalition';
import type { Model } from '$lib/core/model/model';
import { seededRandom } from '$lib/core/random';

const go = () => Promise.resolve();
const players = 6;

/** A game with products of up to three columns and a kink, so that no sample is exact. */
function game(seed: number, rowCount: number): Game {
	const random = seededRandom(seed);
	const numbers = (count: number) => Float32Array.from({ length: count * players }, () => 2 * random() - 1);
	const model: Model = {
		schemaVersion: 1,
		task: 'regression',
		target: 'y',
		classes: [],
		inputs: Array.from({ length: players }, (_, at) => ({ name: `x${at}`, type: 'number', kind: 'numeric' })),
		encoders: [],
		features: Array.from({ length: players }, (_, at) => `x${at}`),
		featureInputs: [0, 1, 2, 3, 4, 5],
		estimator: { type: 'linear', weights: [], bias: [] },
		link: 'identity'
	};
	const answer = (x: Float32Array) =>
		Promise.resolve(
			Float64Array.from({ length: x.length / players }, (_, row) => {
				const [a = 0, b = 0, c = 0, d = 0, e = 0] = x.subarray(row * players, (row + 1) * players);
				return 2 * a + 3 * b * c + Math.max(0, d + a) * e + 4 * a * d * e;
			})
		);
	return {
		model,
		output: 0,
		sign: 1,
		players,
		width: players,
		rows: numbers(rowCount),
		rowCount,
		background: numbers(5),
		backgroundCount: 5,
		answer
	};
}

const samplers = { kernel: kernelSampler, permutation: permutationSampler } as const;

function estimate(method: keyof typeof samplers, of: Game, seed: number, effort: Effort): Promise<Attribution> {
	return sampledShap(of, samplers[method](of, seededRandom(seed)), effort, go);
}

describe.each(['kernel', 'permutation'] as const)('%s', (method) => {
	it('covers the truth with its 95 % interval about 95 times in 100', async () => {
		let inside = 0;
		let all = 0;
		let bias = 0;
		for (let at = 0; at < 20; at++) {
			const asked = game(at, 2);
			const truth = await exactShap(asked, go);
			for (let seed = 0; seed < 20; seed++) {
				const found = await estimate(method, asked, 1000 * at + seed, { samples: 600 });
				truth.values.forEach((value, place) => {
					const error = found.errors?.[place] ?? NaN;
					const apart = (found.values[place] ?? NaN) - value;
					if (error < 1e-12) {
						expect(Math.abs(apart)).toBeLessThan(1e-9);
						return;
					}
					all += 1;
					bias += apart / error;
					if (Math.abs(apart) <= 1.96 * error) inside += 1;
				});
			}
		}
		expect(all).toBeGreaterThan(2000);
		expect(inside / all).toBeGreaterThan(0.925);
		expect(inside / all).toBeLessThan(0.97);
		expect(Math.abs(bias / all)).toBeLessThan(0.1);
	});

	it('shrinks its errors as it runs, and each part of the way adds up', async () => {
		const asked = game(3, 4);
		const errors: number[] = [];
		const mean = (found: Attribution) => (found.errors ?? new Float64Array(0)).reduce((sum, error) => sum + error, 0);
		const last = await estimate(method, asked, 1, {
			samples: 4000,
			onPartial: (found) => {
				errors.push(mean(found));
				found.predictions.forEach((prediction, row) => {
					const values = found.values.subarray(row * players, (row + 1) * players);
					expect(values.reduce((sum, value) => sum + value, found.baseValue)).toBeCloseTo(prediction, 9);
				});
			}
		});
		expect(errors.length).toBeGreaterThan(8);
		expect(mean(last)).toBeLessThan((errors[4] ?? 0) / 2);
	});

	it('stops early at a target error, row by row', async () => {
		const asked = game(5, 6);
		let calls = 0;
		const counted: Game = { ...asked, answer: (x) => ((calls += x.length), asked.answer(x)) };
		const found = await estimate(method, counted, 2, { samples: 1e6, targetError: 0.02 });
		expect(Math.max(...(found.errors ?? []))).toBeLessThanOrEqual(0.02);
		expect(calls / players / 5 / 6).toBeLessThan(1e5);
	});

	it('keeps what was told before it was stopped', async () => {
		const asked = game(7, 3);
		let told: Attribution | undefined;
		const stop = new DOMException('stop', 'AbortError');
		const stopped = sampledShap(
			asked,
			samplers[method](asked, seededRandom(1)),
			{ samples: 1e6, onPartial: (found) => (told = found) },
			(done) => (done > 2000 ? Promise.reject(stop) : Promise.resolve())
		);
		await expect(stopped).rejects.toBe(stop);
		expect(told?.errors?.every((error) => error < 0.5)).toBe(true);
	});

	it('explains a single column by the whole difference', async () => {
		const one = game(9, 2);
		const single: Game = { ...one, players: 1, model: { ...one.model, featureInputs: [0, 0, 0, 0, 0, 0] } };
		const found = await estimate(method, single, 1, { samples: 10 });
		found.predictions.forEach((prediction, row) =>
			expect(found.values[row]).toBeCloseTo(prediction - found.baseValue, 12)
		);
		expect(found.errors?.every((error) => error < 1e-12)).toBe(true);
	});
});
