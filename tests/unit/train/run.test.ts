import { describe, expect, it } from 'vitest';
import { AppError } from '$lib/core/errors';
import { seededRandom } from '$lib/core/random';
import { phasesOf } from '$lib/core/profile/recorder';
import { predictRows } from '$lib/core/train/predict';
import type { EstimatorName, TrainEvent } from '$lib/core/train/job';
import { createKernelTrainer } from '$lib/engines/kernels/trainer';
import { expectNested } from '../profile/nesting';
import { jobOn, table } from './jobs';

const estimators = ['linear', 'trees', 'mlp', 'knn'] as const satisfies readonly EstimatorName[];
const trainer = createKernelTrainer();

function messy(rows: number, seed = 2) {
	const random = seededRandom(seed);
	const size = Array.from({ length: rows }, () => (random() < 0.1 ? null : random() * 10));
	const colour = Array.from({ length: rows }, () =>
		random() < 0.1 ? null : (['red', 'green', 'blue'][Math.floor(random() * 3)] ?? '')
	);
	const label = size.map((x, i) => ((x ?? 8) - (colour[i] === 'red' ? 3 : 0) > 4 !== random() < 0.03 ? 'yes' : 'no'));
	return table({ id: size.map((_, i) => `row ${i}`), size, colour, same: size.map(() => 1), label });
}

async function refusal(work: Promise<unknown>): Promise<string> {
	const error: unknown = await work.then(
		() => null,
		(reason: unknown) => reason
	);
	return error instanceof AppError ? error.code : `no refusal: ${String(error)}`;
}

describe('a run', () => {
	it.each(estimators)('of %s learns from text, categories and missing values', async (estimator) => {
		const columns = messy(2000);
		const result = await trainer.train(jobOn(columns, 'label', { estimator, refit: true }));
		expect(result.metrics['accuracy']).toBeGreaterThan(0.9);
		expect(result.rows).toEqual({ train: 1500, test: 500 });
		expect(result.model.classes).toEqual(['no', 'yes']);
		expect(result.dropped).toEqual(
			expect.arrayContaining([
				{ column: 'id', reason: 'high-cardinality' },
				{ column: 'same', reason: 'constant' }
			])
		);
		const names = phasesOf(estimator);
		expect(Object.keys(result.phases)).toEqual([...names]);
		const spent = Object.values(result.phases).reduce((sum, ms) => sum + ms, 0);
		expect(spent / 1000 / result.seconds).toBeGreaterThan(0.95);
		expectNested(result.profile);
		expect(result.profile.leftOut.count).toBe(0);
		expect(result.profile.gauges.map(({ name }) => name)).toEqual(estimator === 'knn' ? [] : ['wasm']);
		expect(predictRows(result.model, columns).length).toBe(4000);
	});

	it.each(estimators)('of %s handles many classes and numbers', async (estimator) => {
		const random = seededRandom(5);
		const a = Array.from({ length: 900 }, () => random() * 9);
		const classes = a.map((x) => ['low', 'middle', 'high'][Math.floor(x / 3)] ?? '');
		const many = await trainer.train(
			jobOn(table({ a, b: a.map(() => random()), label: classes }), 'label', {
				estimator,
				params: estimator === 'mlp' ? { epochs: 60 } : {}
			})
		);
		expect(many.metrics['accuracy']).toBeGreaterThan(0.9);
		expect(many.model.link).toBe(estimator === 'knn' ? 'shares' : 'softmax');
		const y = a.map((x) => 1000 + 50 * x + random());
		const numbers = await trainer.train(
			jobOn(table({ a, y }), 'y', {
				estimator,
				task: 'regression',
				params: estimator === 'mlp' ? { epochs: 60, learningRate: 0.01 } : {}
			})
		);
		expect(numbers.metrics['r2']).toBeGreaterThan(0.98);
		expect(numbers.curve.at(-1)?.testLoss).toBeCloseTo((numbers.metrics['rmse'] ?? NaN) ** 2, 0);
	});

	it('gives the same model for the same seed and another for another', async () => {
		const columns = messy(400);
		const fit = (seed: number) =>
			trainer.train(jobOn(columns, 'label', { estimator: 'mlp', seed, test: Int32Array.of(1, 2) }));
		const [a, b, c] = [await fit(1), await fit(1), await fit(2)];
		expect(a.model).toEqual(b.model);
		expect(a.model).not.toEqual(c.model);
	});

	it('leaves out rows without a target and still predicts them', async () => {
		const columns = table({
			a: Array.from({ length: 60 }, (_, i) => i),
			y: Array.from({ length: 60 }, (_, i) => (i % 10 === 0 ? null : i > 30 ? 'b' : 'a'))
		});
		const result = await trainer.train(jobOn(columns, 'y', { test: Int32Array.of(0, 1, 59) }));
		expect(result.missingTarget).toBe(6);
		expect(result.rows).toEqual({ train: 52, test: 3 });
		expect(result.testPredictions.length).toBe(6);
	});

	it('reads row weights and keeps them out of the features', async () => {
		const a = Array.from({ length: 200 }, (_, i) => i % 2);
		const y = Array.from({ length: 200 }, (_, i) => (i < 100 ? 'x' : 'y'));
		const weight = y.map((label) => (label === 'x' ? 3 : 1));
		const { model } = await trainer.train(
			jobOn(table({ a, y, weight }), 'y', { estimator: 'linear', weight: 'weight', test: new Int32Array(0) })
		);
		expect(model.features).toEqual(['a']);
		const share = predictRows(model, table({ a: [0] }))[1] ?? NaN;
		expect(share).toBeCloseTo(0.25, 3);
	});

	it('stops at the next round when the signal is aborted', async () => {
		const controller = new AbortController();
		const events: TrainEvent[] = [];
		const job = jobOn(messy(20_000), 'label', { params: { rounds: 5000 } });
		const running = trainer.train(job, controller.signal, (event) => {
			events.push(event);
			if (event.type === 'step') controller.abort();
		});
		await expect(running).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
		expect(events.filter(({ type }) => type === 'step').length).toBeLessThan(3);
	});
});

describe('what cannot be trained is refused before training', () => {
	const a = [1, 2, 3, 4, 5, 6];
	it.each([
		['train/one-class', table({ a, y: a.map(() => 'same') }), 'classification'],
		['train/constant-target', table({ a, y: a.map(() => 3) }), 'regression'],
		['train/target-missing', table({ a }), 'classification'],
		['train/no-features', table({ a: a.map(() => 1), y: ['p', 'q', 'p', 'q', 'p', 'q'] }), 'classification'],
		['train/too-few-rows', table({ a: [1, 2], y: ['p', 'q'] }), 'classification'],
		[
			'train/too-many-classes',
			table({ a: Array.from({ length: 300 }, (_, i) => i), y: Array.from({ length: 300 }, (_, i) => `c${i}`) }),
			'classification'
		],
		['table/column-kind', table({ a, y: ['p', 'q', 'p', 'q', 'p', 'q'] }), 'regression']
	] as const)('%s', async (code, columns, task) => {
		expect(await refusal(trainer.train(jobOn(columns, 'y', { task, test: Int32Array.of(0) })))).toBe(code);
	});

	it('parameters that are unknown, out of range or make it diverge', async () => {
		const columns = messy(200);
		const run = (estimator: EstimatorName, params: Record<string, number | string>) =>
			refusal(trainer.train(jobOn(columns, 'label', { estimator, params })));
		expect(await run('trees', { depth: 3 })).toBe('train/params-invalid');
		expect(await run('trees', { leaves: 1 })).toBe('train/params-invalid');
		expect(await run('mlp', { hidden: '8,x' })).toBe('train/params-invalid');
		expect(await run('mlp', { optimiser: 'sgd', learningRate: 10, l2: 1e6 })).toBe('train/diverged');
	});
});
