import { TensorProto_DataType as Type } from 'onnx-buf';
import { describe, expect, it } from 'vitest';
import { explain } from '$lib/core/clarify/explain';
import type { Model } from '$lib/core/model/model';
import { modelToOnnx } from '$lib/core/model/onnx';
import { createModelReader } from '$lib/core/model/read-foreign';
import { modelInputs } from '$lib/core/model/inputs';
import type { Predictor } from '$lib/core/ports';
import { seededRandom } from '$lib/core/random';
import { numberVector, takeRows, textVector, type Columns } from '$lib/core/table/columns';
import type { EstimatorName } from '$lib/core/train/job';
import { resolveParams } from '$lib/core/train/params';
import { predictRows } from '$lib/core/train/predict';
import { kernelTrainer } from '$lib/engines/kernels/trainer';
import { createPredictor } from '$lib/engines/onnx/predictor';
import { onnxFile, type Fixture, type FixtureNode } from './onnx-fixture';

const predictor = createPredictor();
const reader = createModelReader(predictor);
const read = (bytes: Uint8Array) => reader.readForeign({ bytes, format: 'onnx', names: {} });
const go = () => Promise.resolve();

function people(rows: number): Columns {
	const random = seededRandom(11);
	const list = Array.from({ length: rows });
	const sizes = list.map(() => (random() < 0.15 ? null : Math.round(random() * 1e4) / 7));
	const towns = list.map(() => (random() < 0.1 ? null : (['oslo', 'rome', 'lima'][Math.floor(random() * 3)] ?? null)));
	const score = list.map((_, row) => (sizes[row] ?? 500) / 500 + (towns[row] === 'rome' ? 1 : 0) + random());
	return {
		rows,
		columns: [
			{ name: 'size', type: 'DOUBLE', vector: numberVector(sizes) },
			{ name: 'town', type: 'VARCHAR', vector: textVector(towns) },
			{ name: 'two', type: 'VARCHAR', vector: textVector(score.map((s) => (s > 2 ? 'yes' : 'no'))) },
			{ name: 'three', type: 'VARCHAR', vector: textVector(score.map((s) => (s > 2.5 ? 'c' : s > 1.5 ? 'b' : 'a'))) },
			{ name: 'y', type: 'DOUBLE', vector: numberVector(score) }
		]
	};
}

async function trained(estimator: EstimatorName, target: string): Promise<Model> {
	const { model } = await kernelTrainer.train({
		columns: people(400),
		...{ kinds: {}, target, estimator, engine: 'kernels', seed: 1, weight: null, refit: false },
		task: target === 'y' ? 'regression' : 'classification',
		params: resolveParams(estimator, estimator === 'trees' ? { rounds: 8 } : {}),
		test: new Int32Array(0),
		ignore: ['two', 'three', 'y'].filter((name) => name !== target)
	});
	return model;
}

describe.each(['linear', 'trees', 'mlp'] as const)('a %s model written here and read back', (estimator) => {
	it.each(['two', 'three', 'y'])('of %s is what it was', async (target) => {
		const model = await trained(estimator, target);
		const { model: back, asGraph } = await read(modelToOnnx(model));
		expect(asGraph).toBeNull();
		const { task, classes, encoders, features, featureInputs, link } = model;
		expect(back).toMatchObject({
			task,
			target,
			classes,
			features,
			featureInputs,
			link,
			estimator: { type: estimator }
		});
		expect(back.encoders.map(({ type }) => type)).toEqual(encoders.map(({ type }) => type));
		const rows = modelInputs(model, people(60));
		const wanted = predictRows(model, rows);
		predictRows(back, rows).forEach((value, at) => expect(value).toBeCloseTo(wanted[at] ?? NaN, 5));
		const few = takeRows(rows, Int32Array.of(0, 1, 2, 3, 4, 5));
		const methods = estimator === 'trees' ? (['tree', 'tree-path'] as const) : (['auto'] as const);
		for (const method of methods) {
			const job = { rows: few, background: rows, method, output: 'margin' as const, samples: 10, seed: 0 };
			const [ours, theirs] = [
				await explain({ ...job, model }, predictor, go),
				await explain({ ...job, model: back }, predictor, go)
			];
			expect(theirs.method).toBe(ours.method);
			theirs.values.forEach((value, at) => expect(value).toBeCloseTo(ours.values[at] ?? NaN, 4));
			expect(theirs.baseValue).toBeCloseTo(ours.baseValue, 4);
		}
	});
});

/** A file of one tensor [rows, 2] and what makes `scores` of it, with a label beside them where there are classes. */
function ofTwo(nodes: readonly FixtureNode[], more: Partial<Fixture> = {}): Uint8Array {
	return onnxFile({ inputs: { x: { dims: [null, 2] } }, outputs: { scores: Type.FLOAT }, nodes, ...more });
}
const two = (rows: readonly (readonly [number | null, number | null])[]): Columns => ({
	rows: rows.length,
	columns: [0, 1].map((at) => ({
		name: `f${at}`,
		type: 'DOUBLE',
		vector: numberVector(rows.map((row) => row[at] ?? null))
	}))
});

/** One split of the first column at 1.5: mode, where a gap goes, and what the two leaves say. */
const stump = (mode: string, missing: bigint, more: FixtureNode['with'] = {}): FixtureNode => ({
	op: 'TreeEnsembleRegressor',
	ml: true,
	from: ['x'],
	to: ['scores'],
	with: {
		n_targets: 1n,
		base_values: [0.5],
		nodes_treeids: [0n, 0n, 0n],
		nodes_nodeids: [0n, 1n, 2n],
		nodes_featureids: [0n, 0n, 0n],
		nodes_modes: [mode, 'LEAF', 'LEAF'],
		nodes_values: [1.5, 0, 0],
		nodes_truenodeids: [1n, 0n, 0n],
		nodes_falsenodeids: [2n, 0n, 0n],
		nodes_missing_value_tracks_true: [missing, 0n, 0n],
		target_treeids: [0n, 0n],
		target_nodeids: [1n, 2n],
		target_ids: [0n, 0n],
		target_weights: [10, 20],
		...more
	}
});

describe('trees', () => {
	it.each([
		['BRANCH_LEQ', 0n, [10, 10, 20, 20]],
		['BRANCH_LEQ', 1n, [10, 10, 20, 10]],
		['BRANCH_LT', 0n, [10, 20, 20, 20]],
		['BRANCH_GTE', 0n, [20, 10, 10, 20]],
		['BRANCH_GTE', 1n, [20, 10, 10, 10]],
		['BRANCH_GT', 0n, [20, 20, 10, 20]],
		['BRANCH_GT', 1n, [20, 20, 10, 10]]
	])('of %s, gaps to the true side: %s', async (mode, missing, leaves) => {
		const { model, asGraph } = await read(ofTwo([stump(mode, missing)]));
		expect([asGraph, model.estimator.type, model.features]).toEqual([null, 'trees', ['f0', 'f1']]);
		const rows = two([
			[1.4, 0],
			[1.5, 0],
			[1.6, 0],
			[null, 0]
		]);
		expect(Array.from(predictRows(model, rows))).toEqual(leaves.map((leaf) => leaf + 0.5));
		const job = { model, rows, background: rows, output: 'margin' as const, samples: 1, seed: 0 };
		await expect(explain({ ...job, method: 'tree-path' }, predictor, go)).rejects.toThrow('clarify/not-explainable');
	});

	it('of equality are asked as a graph', async () => {
		expect(await read(ofTwo([stump('BRANCH_EQ', 0n)]))).toMatchObject({ asGraph: 'other-nodes' });
	});

	it('as their mean', async () => {
		const again = (list: readonly bigint[]) => [...list, ...list];
		const file = ofTwo([
			stump('BRANCH_LEQ', 0n, {
				aggregate_function: 'AVERAGE',
				base_values: [0],
				nodes_treeids: [0n, 0n, 0n, 1n, 1n, 1n],
				nodes_nodeids: again([0n, 1n, 2n]),
				nodes_featureids: [0n, 0n, 0n, 1n, 0n, 0n],
				nodes_modes: ['BRANCH_LEQ', 'LEAF', 'LEAF', 'BRANCH_LEQ', 'LEAF', 'LEAF'],
				nodes_values: [1.5, 0, 0, 0, 0, 0],
				nodes_truenodeids: again([1n, 0n, 0n]),
				nodes_falsenodeids: again([2n, 0n, 0n]),
				nodes_missing_value_tracks_true: again([0n, 0n, 0n]),
				target_treeids: [0n, 0n, 1n, 1n],
				target_nodeids: again([1n, 2n]),
				target_ids: again([0n, 0n]),
				target_weights: [10, 20, 1, 3]
			})
		]);
		const { model, asGraph } = await read(file);
		expect(asGraph).toBeNull();
		expect(Array.from(predictRows(model, two([[1, 1]])))).toEqual([6.5]);
	});

	it('of a forest hold shares of the classes, explained exactly as such', async () => {
		const { with: given = {}, ...rest } = stump('BRANCH_LEQ', 0n);
		const kept = Object.fromEntries(Object.entries(given).filter(([name]) => name.startsWith('nodes_')));
		const forest: FixtureNode = {
			...rest,
			op: 'TreeEnsembleClassifier',
			from: ['x'],
			to: ['label', 'scores'],
			with: {
				...kept,
				classlabels_strings: ['no', 'yes'],
				class_treeids: [0n, 0n, 0n, 0n],
				class_nodeids: [1n, 1n, 2n, 2n],
				class_ids: [0n, 1n, 0n, 1n],
				class_weights: [0.9, 0.1, 0.25, 0.75]
			}
		};
		const file = ofTwo([forest], { outputs: { label: Type.STRING, scores: Type.FLOAT } });
		const { model, asGraph } = await read(file);
		expect([asGraph, model.link, model.classes]).toEqual([null, 'shares', ['no', 'yes']]);
		const rows = two([
			[1, 0],
			[2, 0]
		]);
		const job = {
			model,
			rows,
			background: rows,
			method: 'auto' as const,
			output: 'margin' as const,
			samples: 1,
			seed: 0
		};
		const found = await explain(job, predictor, go);
		expect(found).toMatchObject({ method: 'tree', exact: true, output: 'probability' });
		expect(found.baseValue).toBeCloseTo((0.1 + 0.75) / 2, 6);
		expect(found.values[0]).toBeCloseTo(0.1 - (0.1 + 0.75) / 2, 6);
		expect(found.predictions[1]).toBeCloseTo(0.75, 6);
		expect(found.values[1]).toBe(0);
	});
});

describe('chains', () => {
	it('of a scaler and a logistic regression, as scikit-learn is converted', async () => {
		const file = ofTwo(
			[
				{ op: 'Scaler', ml: true, from: ['x'], to: ['s'], with: { offset: [10, 2], scale: [0.5, 0.25] } },
				{
					op: 'LinearClassifier',
					ml: true,
					from: ['s'],
					to: ['label', 'raw'],
					with: {
						...{ coefficients: [-1, 2, 1, -2], intercepts: [-0.5, 0.5], classlabels_ints: [0n, 1n] },
						...{ multi_class: 1n, post_transform: 'LOGISTIC' }
					}
				},
				{ op: 'Normalizer', ml: true, from: ['raw'], to: ['scores'], with: { norm: 'L1' } },
				{ op: 'ZipMap', ml: true, from: ['scores'], to: ['maps'], with: { classlabels_int64s: [0n, 1n] } }
			],
			{ outputs: { label: Type.INT64, maps: Type.FLOAT } }
		);
		const { model, asGraph } = await read(file);
		expect([asGraph, model.estimator.type, model.link]).toEqual([null, 'linear', 'logistic']);
		const z = (12 - 10) * 0.5 - 2 * (6 - 2) * 0.25 + 0.5;
		expect(predictRows(model, two([[12, 6]]))[1]).toBeCloseTo(1 / (1 + Math.exp(-z)), 6);
	});

	it('of texts and numbers side by side', async () => {
		const file = onnxFile({
			inputs: { age: { dims: [null, 1] }, town: { type: Type.STRING, dims: [null, 1] } },
			outputs: { scores: Type.FLOAT },
			constants: {
				flat: { dims: [2], values: [-1, 2], type: Type.INT64 },
				w: { dims: [3, 1], values: [0.1, 5, 7] },
				b: { dims: [1], values: [1] }
			},
			nodes: [
				{
					op: 'Imputer',
					ml: true,
					from: ['age'],
					to: ['a'],
					with: { imputed_value_floats: [40], replaced_value_float: NaN }
				},
				{
					op: 'OneHotEncoder',
					ml: true,
					from: ['town'],
					to: ['t'],
					with: { cats_strings: ['oslo', 'rome'], zeros: 1n }
				},
				{ op: 'Reshape', from: ['t', 'flat'], to: ['t2'] },
				{ op: 'Concat', from: ['a', 't2'], to: ['all'], with: { axis: 1n } },
				{ op: 'MatMul', from: ['all', 'w'], to: ['m'] },
				{ op: 'Add', from: ['m', 'b'], to: ['scores'] }
			]
		});
		const { model, asGraph } = await read(file);
		expect([asGraph, model.features]).toEqual([null, ['age', 'town=oslo', 'town=rome']]);
		const rows: Columns = {
			rows: 2,
			columns: [
				{ name: 'age', type: 'DOUBLE', vector: numberVector([20, null]) },
				{ name: 'town', type: 'VARCHAR', vector: textVector(['rome', null]) }
			]
		};
		const [first = NaN, second = NaN] = predictRows(model, rows);
		expect(first).toBeCloseTo(2 + 7 + 1, 5);
		expect(second).toBeCloseTo(4 + 1, 5);
	});

	it('of a net with two outputs and a softmax, as one margin', async () => {
		const file = ofTwo(
			[
				{ op: 'Gemm', from: ['x', 'w', 'b'], to: ['h'], with: { transB: 1n } },
				{ op: 'Relu', from: ['h'], to: ['r'] },
				{ op: 'Gemm', from: ['r', 'v', 'c'], to: ['z'] },
				{ op: 'Softmax', from: ['z'], to: ['scores'], with: { axis: 1n } }
			],
			{
				constants: {
					w: { dims: [3, 2], values: [1, 0, 0, 1, -1, 1] },
					b: { dims: [3], values: [0, 0.5, 0] },
					v: { dims: [3, 2], values: [1, 0, 0, 1, 2, -1] },
					c: { dims: [2], values: [0, 0.25] }
				}
			}
		);
		const { model, asGraph } = await read(file);
		expect([asGraph, model.estimator.type, model.link, model.classes]).toEqual([null, 'mlp', 'logistic', ['0', '1']]);
		const h = [2, 1.5, 0];
		const z = (h[1] ?? 0) + 0.25 - (h[0] ?? 0);
		expect(predictRows(model, two([[2, 1]]))[1]).toBeCloseTo(1 / (1 + Math.exp(-z)), 6);
	});

	it('whose graph answers otherwise than their parts are asked as a graph', async () => {
		const other: Predictor = {
			...predictor,
			run: async (session, inputs) => {
				const got = await predictor.run(session, inputs);
				const more = got.columns.map(({ vector, ...column }) => ({
					...column,
					vector: vector.kind === 'number' ? { ...vector, values: vector.values.map((value) => value + 1) } : vector
				}));
				return { ...got, columns: more };
			}
		};
		const job = { bytes: ofTwo([stump('BRANCH_LEQ', 0n)]), format: 'onnx' as const, names: {} };
		const { model, asGraph } = await createModelReader(other).readForeign(job);
		expect([asGraph, model.estimator.type, model.encoders]).toEqual(['answers-differ', 'graph', []]);
	});

	it('with a step between are asked as a graph', async () => {
		const floored = ofTwo([
			{ op: 'Floor', from: ['x'], to: ['f'] },
			{ op: 'LinearRegressor', ml: true, from: ['f'], to: ['scores'], with: { coefficients: [1, 1], intercepts: [0] } }
		]);
		expect(await read(floored)).toMatchObject({ asGraph: 'other-nodes' });
	});
});
