import { TensorProto_DataType as Type } from 'onnx-buf';
import { describe, expect, it } from 'vitest';
import { explain } from '$lib/core/clarify/explain';
import type { ImportNames } from '$lib/core/model/foreign-model';
import { modelToOnnx } from '$lib/core/model/onnx';
import { createModelReader } from '$lib/core/model/read-foreign';
import { numberVector, textVector, type Columns } from '$lib/core/table/columns';
import { createPredictor } from '$lib/engines/onnx/predictor';
import { predictColumns } from '$lib/workbench/model';
import { onnxFile, type Fixture } from './onnx-fixture';

const predictor = createPredictor();
const reader = createModelReader(predictor);
const read = (bytes: Uint8Array, names: ImportNames = {}) => reader.readForeign({ bytes, format: 'onnx', names });
const go = () => Promise.resolve();

function numbers(columns: Readonly<Record<string, readonly (number | null)[]>>): Columns {
	const [first = []] = Object.values(columns);
	return {
		rows: first.length,
		columns: Object.entries(columns).map(([name, cells]) => ({ name, type: 'DOUBLE', vector: numberVector(cells) }))
	};
}

async function predict(bytes: Uint8Array, columns: Columns, names: ImportNames = {}) {
	const { model } = await read(bytes, names);
	const got = await predictColumns({ predictor }, { model, onnx: modelToOnnx(model) }, columns);
	return Object.fromEntries(
		got.columns.map(({ name, vector }) => [
			name,
			vector.kind === 'number' ? Array.from(vector.values) : Array.from(vector.codes, (code) => vector.dictionary[code])
		])
	);
}

/** tanh(x W) v: a net of a kind that is not read part by part. */
const tanh: Fixture = {
	inputs: { x: { dims: [null, 2] } },
	outputs: { y: Type.FLOAT },
	constants: {
		w: { dims: [2, 2], values: [1, -1, 0.5, 2], raw: true },
		v: { dims: [2, 1], values: [2, 1] }
	},
	nodes: [
		{ op: 'MatMul', from: ['x', 'w'], to: ['h'] },
		{ op: 'Tanh', from: ['h'], to: ['t'] },
		{ op: 'MatMul', from: ['t', 'v'], to: ['y'] }
	]
};
const tanhOf = (a: number, b: number) => 2 * Math.tanh(a + 0.5 * b) + Math.tanh(-a + 2 * b);

describe('any graph', () => {
	it('of one tensor becomes a column an input, and is explained through prediction', async () => {
		const { model, producer, asGraph } = await read(onnxFile(tanh), { inputs: ['x', 'inner/w'], target: 'price' });
		expect({ producer, asGraph, task: model.task, target: model.target }).toEqual({
			...{ producer: 'by hand 1.0', asGraph: 'other-nodes', task: 'regression', target: 'price' }
		});
		const rows = numbers({ x: [1, 0.25], 'inner/w': [0.5, -1] });
		const background = numbers({ x: [0, 2], 'inner/w': [0, 1] });
		const found = await explain(
			{ model, rows, background, method: 'auto', output: 'margin', samples: 10, seed: 0 },
			predictor,
			go
		);
		expect(found).toMatchObject({ method: 'exact', exact: true });
		const v = (a: number[], b: number[]) => (tanhOf(a[0] ?? 0, b[0] ?? 0) + tanhOf(a[1] ?? 0, b[1] ?? 0)) / 2;
		const [none, first, second, both] = [v([0, 2], [0, 1]), v([1, 1], [0, 1]), v([0, 2], [0.5, 0.5]), tanhOf(1, 0.5)];
		expect(found.baseValue).toBeCloseTo(none, 5);
		expect(found.values[0]).toBeCloseTo((first - none + both - second) / 2, 5);
		expect(found.values[1]).toBeCloseTo((second - none + both - first) / 2, 5);
	});

	it('that ends in a sigmoid tells two classes', async () => {
		const file = onnxFile({
			...tanh,
			outputs: { p: Type.FLOAT },
			nodes: [...tanh.nodes, { op: 'Sigmoid', from: ['y'], to: ['p'] }]
		});
		const got = await predict(file, numbers({ f0: [1, -1], f1: [0.5, 0] }), { classes: ['no', 'yes'] });
		expect(got['prediction']).toEqual(['yes', 'no']);
		expect(got['probability_yes']?.[0]).toBeCloseTo(1 / (1 + Math.exp(-tanhOf(1, 0.5))), 6);
	});

	it('that reads whole numbers and texts, each in a tensor of its own', async () => {
		const file = onnxFile({
			inputs: { age: { type: Type.INT64, dims: [null] }, town: { type: Type.STRING, dims: [null, 1] } },
			outputs: { y: Type.FLOAT },
			constants: { shape: { dims: [2], values: [-1, 1], type: Type.INT64 } },
			nodes: [
				{ op: 'Cast', from: ['age'], to: ['a'], with: { to: 1n } },
				{ op: 'Reshape', from: ['a', 'shape'], to: ['a1'] },
				{ op: 'Sin', from: ['a1'], to: ['a2'] },
				{
					op: 'LabelEncoder',
					ml: true,
					from: ['town'],
					to: ['t'],
					with: { keys_strings: ['oslo', 'rome'], values_floats: [10, 20], default_float: -1 }
				},
				{ op: 'Add', from: ['a2', 't'], to: ['y'] }
			]
		});
		const rows = {
			rows: 2,
			columns: [
				{ name: 'age', type: 'BIGINT', vector: numberVector([3, 4]) },
				{ name: 'town', type: 'VARCHAR', vector: textVector(['rome', 'x']) }
			]
		};
		const { prediction = [] } = await predict(file, rows);
		expect(prediction[0]).toBeCloseTo(Math.sin(3) + 20, 5);
		expect(prediction[1]).toBeCloseTo(Math.sin(4) - 1, 5);
	});
});

describe('a classifier with its label', () => {
	const classifier = (label: Type, keys: Fixture['nodes'][number]['with']): Fixture => ({
		inputs: { x: { dims: [null, 2] } },
		outputs: { label, scores: Type.FLOAT },
		nodes: [
			{
				op: 'LinearClassifier',
				ml: true,
				from: ['x'],
				to: ['label', 'raw'],
				with: {
					coefficients: [1, 0, 0, 1, -1, -1],
					intercepts: [0, 0.1, 0],
					post_transform: 'SOFTMAX',
					multi_class: 0n,
					...keys
				}
			},
			{ op: 'Abs', from: ['raw'], to: ['scores'] }
		]
	});
	const rows = numbers({ f0: [2, 0, -1], f1: [0, 2, -1] });

	it('keeps its texts, or takes others', async () => {
		const file = onnxFile(classifier(Type.STRING, { classlabels_strings: ['red', 'green', 'blue'] }));
		const got = await predict(file, rows);
		expect(got['prediction']).toEqual(['red', 'green', 'blue']);
		const z = [2, 0.1, -2].map(Math.exp);
		expect(got['probability_red']?.[0]).toBeCloseTo((z[0] ?? 0) / z.reduce((sum, e) => sum + e, 0), 5);
		const renamed = await predict(file, rows, { classes: ['r', 'g', 'b'] });
		expect(renamed['prediction']).toEqual(['r', 'g', 'b']);
	});

	it('by numbers, through a ZipMap, however old its operators', async () => {
		const base = classifier(Type.INT64, { classlabels_ints: [7n, 8n, 9n] });
		const file = onnxFile({
			...base,
			ml: 1n,
			outputs: { label: Type.INT64, maps: Type.FLOAT },
			nodes: [
				...base.nodes,
				{ op: 'ZipMap', ml: true, from: ['scores'], to: ['maps'], with: { classlabels_int64s: [7n, 8n, 9n] } }
			]
		});
		expect((await predict(file, rows))['prediction']).toEqual(['7', '8', '9']);
		expect((await predict(file, rows, { classes: ['low', 'middle', 'high'] }))['prediction']).toEqual([
			'low',
			'middle',
			'high'
		]);
	});
});

describe('what is no model of a table', () => {
	const bytes = (text: string) => new TextEncoder().encode(text);
	it.each([
		['text', bytes('age,income\n1,2\n'), { problem: 'not-onnx' }],
		['JSON', bytes('{"learner":{}}'), { problem: 'not-onnx' }],
		['nothing', new Uint8Array(0), { problem: 'not-onnx' }],
		['cut short', onnxFile(tanh).slice(0, 120), { problem: 'not-onnx' }],
		['a zip', Uint8Array.of(0x50, 0x4b, 3, 4), { problem: 'is-zip' }],
		['too much', new Uint8Array(129 * 1024 * 1024), { problem: 'too-large' }],
		['pictures', onnxFile({ ...tanh, inputs: { x: { dims: [null, 3, 8, 8] } } }), { problem: 'graph-inputs' }],
		[
			'no width',
			onnxFile({ ...tanh, inputs: { x: { dims: [null, null] } }, nodes: [{ op: 'Tanh', from: ['x'], to: ['y'] }] }),
			{ problem: 'graph-inputs' }
		],
		[
			'several numbers',
			onnxFile({ ...tanh, nodes: [{ op: 'MatMul', from: ['x', 'w'], to: ['y'] }] }),
			{ problem: 'graph-outputs' }
		],
		[
			'an unknown operator',
			onnxFile({ ...tanh, nodes: [{ op: 'Tahn', from: ['x'], to: ['y'] }] }),
			{ problem: 'graph-fails' }
		],
		[
			'a label alone',
			onnxFile({
				...tanh,
				outputs: { y: Type.INT64 },
				nodes: [{ op: 'ArgMax', from: ['x'], to: ['y'], with: { axis: 1n } }]
			}),
			{ problem: 'graph-outputs' }
		]
	])('%s is refused with the reason', async (_, file, details) => {
		await expect(read(file)).rejects.toMatchObject({ code: 'model/not-importable', details });
	});

	it('names that do not fit', async () => {
		await expect(read(onnxFile(tanh), { inputs: ['a'] })).rejects.toMatchObject({
			details: { problem: 'input-names', wanted: 2, given: 1 }
		});
		await expect(read(onnxFile(tanh), { inputs: ['label', 'b'] })).rejects.toMatchObject({
			details: { problem: 'input-names', name: 'label' }
		});
	});
});
