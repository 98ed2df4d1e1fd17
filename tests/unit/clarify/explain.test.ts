import { base64Encode } from '@bufbuild/protobuf/wire';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { explain } from '$lib/core/clarify/explain';
import type { Model } from '$lib/core/model/model';
import { modelToOnnx } from '$lib/core/model/onnx';
import { seededRandom } from '$lib/core/random';
import { predictRows } from '$lib/core/train/predict';
import {
	byOrders,
	expectAdditive,
	expectValues,
	go,
	job,
	modelOf,
	predictor,
	randomTrees,
	seeds,
	table,
	worthByColumns,
	worthByCover
} from './explain-games';

describe('exact Shapley values', () => {
	it('of trees over the background, one-hot columns switching together', async () => {
		await fc.assert(
			fc.asyncProperty(seeds, async (seed) => {
				const model = modelOf(randomTrees(seed), 'identity');
				const asked = job(model, seed + 1);
				const found = await explain(asked, predictor, go);
				expect(found).toMatchObject({ method: 'tree', exact: true, errors: null });
				for (let row = 0; row < 3; row++)
					expectValues(
						found,
						row,
						byOrders((inside) => worthByColumns(model, asked, row, inside)),
						5
					);
				expectAdditive(found);
				predictRows(model, asked.rows).forEach((prediction, row) =>
					expect(found.predictions[row]).toBeCloseTo(prediction, 5)
				);
				expect(found.values[3]).toBe(0);
			}),
			{ numRuns: 60 }
		);
	});

	it('of trees along their cover', async () => {
		await fc.assert(
			fc.asyncProperty(seeds, async (seed) => {
				const model = modelOf(randomTrees(seed), 'identity');
				const asked = job(model, seed + 1, { method: 'tree-path' });
				const found = await explain(asked, predictor, go);
				expect(found.exact).toBe(true);
				for (let row = 0; row < 3; row++) {
					expectValues(
						found,
						row,
						byOrders((inside) => worthByCover(model, asked, row, inside)),
						9
					);
					expect(found.baseValue).toBeCloseTo(worthByCover(model, asked, row, [false, false, false, false]), 9);
				}
				expectAdditive(found);
			}),
			{ numRuns: 60 }
		);
	});

	it('of a linear margin', async () => {
		await fc.assert(
			fc.asyncProperty(seeds, async (seed) => {
				const random = seededRandom(seed);
				const weights = Array.from({ length: 7 }, () => random() * 2 - 1);
				// A missing size is NaN in these encoders, which a linear model never has.
				const model = modelOf({ type: 'linear', weights: [weights], bias: [0.3] }, 'identity');
				const asked = job(model, seed, { rows: table(3, random, true), background: table(6, random, true) });
				const found = await explain(asked, predictor, go);
				expect(found.method).toBe('linear');
				for (let row = 0; row < 3; row++)
					expectValues(
						found,
						row,
						byOrders((inside) => worthByColumns(model, asked, row, inside)),
						9
					);
				expectAdditive(found);
			}),
			{ numRuns: 40 }
		);
	});

	it('of probabilities, by going through every coalition', async () => {
		const model = modelOf(randomTrees(4));
		const asked = job(model, 9, { output: 'probability' });
		const found = await explain(asked, predictor, go);
		expect(found).toMatchObject({ method: 'exact', exact: true, output: 'probability' });
		for (let row = 0; row < 3; row++)
			expectValues(
				found,
				row,
				byOrders((inside) => worthByColumns(model, asked, row, inside)),
				9
			);
		expectAdditive(found);
	});

	it('turn round for the other class', async () => {
		const model = modelOf(randomTrees(8));
		const [yes, no] = [
			await explain(job(model, 2), predictor, go),
			await explain(job(model, 2, { classIndex: 0 }), predictor, go)
		];
		no.values.forEach((value, at) => expect(value).toBeCloseTo(-(yes.values[at] ?? NaN), 12));
		expect(no.baseValue).toBeCloseTo(-yes.baseValue, 12);
	});
});

describe('estimates', () => {
	it.each(['permutation', 'kernel'] as const)(
		'by %s lie within their errors of the truth and add up',
		async (method) => {
			const model = modelOf(randomTrees(21));
			let far = 0;
			let all = 0;
			for (let seed = 0; seed < 12; seed++) {
				const asked = job(model, seed, { method, output: 'probability', samples: 256, seed });
				const found = await explain(asked, predictor, go);
				expect(found.exact).toBe(false);
				expectAdditive(found);
				const truth = await explain({ ...asked, method: 'exact' }, predictor, go);
				truth.values.forEach((value, at) => {
					all += 1;
					const error = found.errors?.[at] ?? NaN;
					if (Math.abs(value - (found.values[at] ?? NaN)) > 3.5 * error + 1e-6) far += 1;
				});
			}
			expect(far / all).toBeLessThan(0.05);
		}
	);

	it('repeat to the bit for a seed', async () => {
		const model = modelOf(randomTrees(2));
		const asked = job(model, 5, { method: 'permutation', samples: 10 });
		expect(await explain(asked, predictor, go)).toEqual(await explain(asked, predictor, go));
	});
});

describe('a model that is a graph', () => {
	const known = modelOf(randomTrees(4));
	const graph: Model = {
		...known,
		encoders: [],
		features: known.inputs.map(({ name }) => name),
		featureInputs: [0, 1, 2, 3],
		estimator: { type: 'graph', onnx: base64Encode(modelToOnnx(known)) }
	};

	it('is explained as the model it holds, through prediction', async () => {
		const options = { method: 'exact', output: 'probability' } as const;
		const truth = await explain(job(known, 9, options), predictor, go);
		const found = await explain(job(graph, 9, options), predictor, go);
		expect(found).toMatchObject({ method: 'exact', exact: true, output: 'probability', features: truth.features });
		truth.values.forEach((value, at) => expect(found.values[at]).toBeCloseTo(value, 5));
		expectAdditive(found);
	});

	it('gives probabilities where a margin was asked for', async () => {
		const found = await explain(job(graph, 9), predictor, go);
		expect(found).toMatchObject({ method: 'exact', output: 'probability' });
		await expect(explain(job(graph, 9, { method: 'tree' }), predictor, go)).rejects.toThrow('clarify/not-explainable');
	});
});

it('refuses a method that does not fit the model', async () => {
	const model = modelOf(randomTrees(1));
	await expect(explain(job(model, 1, { method: 'linear' }), predictor, go)).rejects.toThrow('clarify/not-explainable');
	await expect(explain({ ...job(model, 1), rows: { rows: 0, columns: [] } }, predictor, go)).rejects.toThrow(
		'model/input-missing'
	);
});
