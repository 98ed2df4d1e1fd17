import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { keepRows, packRows, unpackRows } from '$lib/core/model/kept-rows';
import type { Model } from '$lib/core/model/model';
import { seededRandom } from '$lib/core/random';
import { takeRows } from '$lib/core/table/columns';
import { inspectJob } from '$lib/core/train/inspect';
import type { TrainEvent, TrainJob } from '$lib/core/train/job';
import { nearestOf } from '$lib/core/train/knn-margins';
import { NearestRows } from '$lib/core/train/nearest';
import { predictRows } from '$lib/core/train/predict';
import { createKernelTrainer } from '$lib/engines/kernels/trainer';
import golden from '../../golden/knn.json';
import { jobOn, table } from './jobs';

const none = new Int32Array(0);
const trainer = createKernelTrainer();
const kept = (model: Model) => {
	if (model.estimator.type !== 'knn') throw new Error('no neighbours');
	return model.estimator;
};

const whole = table({
	...Object.fromEntries([0, 1, 2].map((at) => [`n${at}`, golden.numbers.map((row) => row[at] ?? 0)])),
	kind: golden.kind,
	...{ two: golden.two, three: golden.three, y: golden.y }
});
const train = takeRows(
	whole,
	Int32Array.from({ length: golden.train }, (_, row) => row)
);
const asked = takeRows(whole, Int32Array.from(golden.asked));

describe('nearest neighbours agree with scikit-learn', () => {
	it.each(golden.cases)('$target, $weights, p $p, k $k', async ({ target, weights, p, k, answers }) => {
		const params = { neighbors: k, weights, distance: p === 1 ? 'manhattan' : 'euclidean' };
		const others = ['two', 'three', 'y'].filter((name) => name !== target);
		const { model } = await trainer.train(
			jobOn(train, target, {
				...{ task: target === 'y' ? 'regression' : 'classification', estimator: 'knn', params },
				...{ test: none, ignore: others }
			})
		);
		const found = predictRows(model, asked);
		expect(found.length).toBe(answers.length);
		found.forEach((value, at) => expect(value).toBeCloseTo(answers[at] ?? NaN, 5));
	});

	it('of rows equally far the ones kept first are nearest, as in a stable sort', () => {
		const { grid, queries, places } = golden.ties;
		const index = new NearestRows(keepRows(Float32Array.from(grid.flat()), grid.length, 2), 1);
		const found = nearestOf(queries.length, 5);
		index.measure(Float32Array.from(queries.flat()), 2, 0, queries.length);
		index.select(queries.length, 5, found, 0);
		expect(Array.from(found.places)).toEqual(places.flat());
	});
});

describe('NearestRows', () => {
	it('measures what the definition says, whatever the flags and the query', () => {
		const cell = fc.constantFrom(0, 1, 0.5, -2);
		const tables = fc.tuple(fc.array(fc.tuple(fc.constantFrom(0, 1), cell, fc.constantFrom(0, 1)), { minLength: 3 }));
		fc.assert(
			fc.property(tables, fc.tuple(cell, cell, cell), fc.constantFrom<1 | 2>(1, 2), ([rows], query, p) => {
				const index = new NearestRows(keepRows(Float32Array.from(rows.flat()), rows.length, 3), p);
				const found = nearestOf(1, 3);
				index.measure(Float32Array.from(query), 3, 0, 1);
				index.select(1, 3, found, 0);
				const wanted = rows
					.map(
						(row) => row.reduce<number>((sum, value, at) => sum + Math.abs(value - (query[at] ?? 0)) ** p, 0) ** (1 / p)
					)
					.sort((a, b) => a - b);
				found.distances.forEach((distance, at) => expect(distance).toBeCloseTo(wanted[at] ?? NaN, 10));
			})
		);
	});

	it('packs its rows without loss', () => {
		const x = Float32Array.from([1, 0.1, 0, 0, -3e-9, 1]);
		const rows = keepRows(x, 2, 3);
		expect([rows.flags, rows.places]).toEqual([[0, 2], [1]]);
		const about = { type: 'knn', neighbors: 1, weights: 'uniform', p: 2, classes: 0 } as const;
		expect(unpackRows({ ...about, labels: [1, 2], votes: [1, 1], ...packRows(rows) })).toEqual(rows);
	});
});

/** Two classes by the side of a line, one of them rare. */
function sides(rows: number): TrainJob {
	const random = seededRandom(2);
	const a = Array.from({ length: rows }, () => random());
	const b = a.map(() => random());
	const label = a.map((x, row) => (x + (b[row] ?? 0) > 1.5 ? 'far' : 'near'));
	const weight = label.map((side) => (side === 'far' ? 3 : 1));
	return jobOn(table({ a, b, weight, label }), 'label', { estimator: 'knn', ignore: ['weight'] });
}

describe('a run of nearest neighbours', () => {
	it('keeps at most so many rows, the same for the same seed, and says so before', async () => {
		const job = { ...sides(400), params: { mostRows: 100 } };
		expect(inspectJob(job).notices).toContainEqual({ code: 'rows-sampled', columns: [], count: 100, of: 300 });
		const runs = await Promise.all([0, 0, 1].map((seed) => trainer.train({ ...job, seed, test: job.test.slice() })));
		const [first, again, other] = runs.map(({ model }) => kept(model));
		expect(first?.labels.length).toBe(100);
		expect(again).toEqual(first);
		expect(other?.numbers).not.toBe(first?.numbers);
	});

	it('has a curve over the neighbours asked, ends with the held-out loss where all rows are measured, and refits', async () => {
		const events: TrainEvent[] = [];
		const found = await trainer.train({ ...sides(400), refit: true }, undefined, (event) => events.push(event));
		expect(found.curve.map(({ step }) => step)).toEqual(Array.from({ length: 15 }, (_, at) => at + 1));
		expect(found.curve.at(-1)?.testLoss).toBeCloseTo(found.metrics['logLoss'] ?? NaN, 10);
		expect(found.metrics['auc']).toBeGreaterThan(0.97);
		expect(kept(found.model).labels.length).toBe(400);
		expect(Object.keys(found.phases)).toEqual([
			'read',
			'index',
			'distance',
			'select',
			'evaluate',
			'checkpoint',
			'idle'
		]);
		expect(events.some(({ type }) => type === 'state')).toBe(false);
		const lacks = Object.fromEntries(found.checks.map(({ rule, lacks }) => [rule, lacks]));
		for (const rule of ['overfit', 'loss-not-decreasing', 'exploding-loss', 'step-outlier', 'dead-relu', 'tree-depth'])
			expect(lacks[rule]).toBe('estimator');
	});

	it('weighs the votes of rows by their weights, and leaves those out that weigh nothing', async () => {
		const job = { ...sides(200), test: none, weight: 'weight', ignore: [], params: { neighbors: 150 } };
		const { model } = await trainer.train(job);
		const { labels } = kept(model);
		const far = labels.filter((label) => label === 0).length;
		const [share = 0] = predictRows(model, sides(200).columns);
		expect(far).toBeLessThan(50);
		expect(share).toBeGreaterThan(0);
		const plain = await trainer.train({ ...sides(200), test: none, params: { neighbors: 150 } });
		const [before = 0] = predictRows(plain.model, sides(200).columns);
		expect(share).toBeCloseTo((3 * before) / (1 + 2 * before), 10);
	});

	it('refuses more neighbours than rows, and to scale shares', async () => {
		const many = { ...sides(40), params: { neighbors: 31 } };
		expect(inspectJob(many).refusals).toMatchObject([{ code: 'train/params-invalid', details: { allowed: '1..30' } }]);
		await expect(trainer.train(many)).rejects.toThrow('train/params-invalid');
		expect(inspectJob({ ...sides(40), calibrate: 'platt' }).refusals).toMatchObject([
			{ code: 'train/params-invalid', details: { param: 'calibrate', allowed: 'none, isotonic' } }
		]);
	});

	it('can be stopped while it predicts what was held out', async () => {
		const controller = new AbortController();
		const random = seededRandom(5);
		const a = Array.from({ length: 6000 }, () => random());
		const job = jobOn(table({ a, label: a.map((x) => (x > 0.5 ? 'p' : 'q')) }), 'label', { estimator: 'knn' });
		const stopped = trainer.train(job, controller.signal, (event) => {
			if (event.type === 'phase' && event.phase === 'measure') controller.abort();
		});
		await expect(stopped).rejects.toThrow('abort');
	});
});
