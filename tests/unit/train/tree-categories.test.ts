import { describe, expect, it } from 'vitest';
import type { Model } from '$lib/core/model/model';
import { modelToOnnx } from '$lib/core/model/onnx';
import { createModelReader } from '$lib/core/model/read-foreign';
import { goldenRows } from '$lib/core/edge/golden';
import { seededRandom } from '$lib/core/random';
import { monotoneDirections } from '$lib/core/train/monotone';
import { predictRows } from '$lib/core/train/predict';
import { kernelTrainer } from '$lib/engines/kernels/trainer';
import { createPredictor } from '$lib/engines/onnx/predictor';
import { predictColumns } from '$lib/workbench/model';
import { jobOn, table } from './jobs';

/** A number, four sizes and forty towns of which some go together, with gaps. */
function places(rows: number, seed: number) {
	const random = seededRandom(seed);
	const list = Array.from({ length: rows }, (_, row) => row);
	const town = list.map(() => (random() < 0.05 ? null : `town, ${Math.floor(random() ** 2 * 40)}`));
	const size = list.map(() => ['S', 'M', 'L', 'XL'][Math.floor(random() * 4)] ?? '');
	const age = list.map(() => Math.fround(random() * 10));
	const y = list.map((row) => {
		const code = Number((town[row] ?? 'town, 41').slice(6));
		const score = ((code * 11) % 7) / 3 + Number(size[row] === 'L') + (age[row] ?? 0) / 10 + random();
		return score > 2.6 ? 'high' : score > 1.6 ? 'middle' : 'low';
	});
	return table({ town, size, age, y });
}

const train = (params: Readonly<Record<string, number | string>> = {}) =>
	kernelTrainer.train(jobOn(places(1500, 1), 'y', { params: { rounds: 12, leaves: 8, ...params } }));

function setsOf({ encoders }: Model) {
	return encoders.flatMap((encoder) => (encoder.type === 'category-sets' ? [encoder] : []));
}

describe('splits by categories', () => {
	it('are kept as 0/1 features that name their column', async () => {
		const { model } = await train();
		expect(model.inputs.map(({ name }) => name)).toEqual(['town', 'size', 'age']);
		expect(model.encoders.map(({ type }) => type)).toEqual(['category-sets', 'onehot', 'numeric']);
		const [towns] = setsOf(model);
		const sets = towns?.sets ?? [];
		expect(sets.length).toBeGreaterThan(1);
		expect(new Set(sets.map((set) => set.join())).size).toBe(sets.length);
		expect(sets.some((set) => set.length > 1)).toBe(true);
		expect(model.features).toHaveLength(sets.length + 5);
		expect(model.features[0]).toMatch(/^town in town, \d+/);
		expect(model.featureInputs).toEqual([...sets.map(() => 0), 1, 1, 1, 1, 2]);
		expect(model.features.slice(sets.length).sort()).toEqual(['age', 'size=L', 'size=M', 'size=S', 'size=XL']);
	});

	it('give the loss that the engine saw, and the same answers in ONNX, for towns never seen too', async () => {
		const result = await train();
		const { model, testPredictions, curve } = result;
		const job = jobOn(places(1500, 1), 'y');
		const truth = job.columns.columns.at(-1)?.vector;
		if (truth?.kind !== 'text') throw new Error('texts');
		const loss =
			job.test.reduce((sum, row, at) => {
				const own = model.classes.indexOf(truth.dictionary[truth.codes[row] ?? 0] ?? '');
				return sum - Math.log(testPredictions[at * 3 + own] ?? 0);
			}, 0) / job.test.length;
		expect(curve.at(-1)?.testLoss).toBeCloseTo(loss, 5);
		const columns = goldenRows(model, 200, seededRandom(3));
		const expected = predictRows(model, columns);
		const found = await predictColumns({ predictor: createPredictor() }, { model, onnx: modelToOnnx(model) }, columns);
		found.columns.slice(1).forEach(({ vector }, k) => {
			if (vector.kind !== 'number') throw new Error('numbers');
			vector.values.forEach((value, row) => expect(value).toBeCloseTo(expected[row * 3 + k] ?? NaN, 5));
		});
	});

	it('are read back from ONNX as they were', async () => {
		const { model } = await train();
		const reader = createModelReader(createPredictor());
		const back = await reader.readForeign({ bytes: modelToOnnx(model), format: 'onnx', names: {} });
		expect(back.asGraph).toBeNull();
		expect(back.model).toMatchObject({ encoders: model.encoders, features: model.features });
	});

	it('leave a column that no tree splits in the model', async () => {
		const columns = places(300, 4);
		const { model } = await kernelTrainer.train(jobOn(columns, 'y', { params: { rounds: 1, minGain: 1e9 } }));
		expect(model.inputs.map(({ name }) => name)).toEqual(['town', 'size', 'age']);
		expect(predictRows(model, columns)).toHaveLength(900);
	});
});

describe('monotone columns', () => {
	it('are read with escapes, and nothing else is', () => {
		expect([...(monotoneDirections('age=+1, a\\,b=-1,x=y=1') ?? [])]).toEqual([
			['age', 1],
			['a,b', -1],
			['x=y', 1]
		]);
		expect([...(monotoneDirections('  ') ?? [])]).toEqual([]);
		for (const text of ['age', 'age=2', '=1', 'age=1,age=1', 'age=1,'])
			expect(monotoneDirections(text), text).toBeNull();
	});
	it('must be numbers of a model with one margin', async () => {
		await expect(train({ monotone: 'age=+1' })).rejects.toMatchObject({ code: 'train/params-invalid' });
		await expect(
			kernelTrainer.train(
				jobOn(table({ t: ['a', 'b', 'c', 'a', 'b', 'c'], n: [1, 2, 3, 4, 5, 6], y: [0, 1, 0, 1, 1, 0] }), 'y', {
					params: { monotone: 't=1' }
				})
			)
		).rejects.toMatchObject({ code: 'train/params-invalid', details: { allowed: 'n' } });
	});
});
