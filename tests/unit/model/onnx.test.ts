import { beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { predictRows } from '$lib/core/train/predict';
import type { Model } from '$lib/core/model/model';
import type { PortableNode, PortableRecipe } from '$lib/core/recipe/portable';
import { binaryFunctions, unaryFunctions } from '$lib/core/recipe/portable';
import { evaluatePortable } from '$lib/core/recipe/evaluate';
import { modelToOnnx } from '$lib/core/model/onnx';
import { modelInputs } from '$lib/core/model/inputs';
import { seededRandom } from '$lib/core/random';
import { numberVector, textVector, type Columns } from '$lib/core/table/columns';
import type { TrainJob } from '$lib/core/train/job';
import { createPredictor } from '$lib/engines/onnx/predictor';
import { kernelTrainer } from '$lib/engines/kernels/trainer';
import { webCrypto } from '$lib/engines/webcrypto/crypto';
import { zipArchive } from '$lib/engines/zip/archive';
import { packModel, predictColumns, readModel } from '$lib/workbench/model';

const predictor = createPredictor();

/** Numbers with gaps, a boolean, and text with a gap, a rare and (in later rows) an unknown value; names that need care. */
function table(rows: number, seed: number): Columns {
	const random = seededRandom(seed);
	const list = Array.from({ length: rows });
	const words = ['red', "gre'en", 'blau "x"', '赤', 'rare'];
	const word = () => (random() < 0.1 ? null : (words[Math.floor(random() ** 2 * words.length)] ?? null));
	const texts = list.map(word);
	const sizes = list.map(() => (random() < 0.15 ? null : Math.round(random() * 1e4) / 7));
	const flags = list.map(() => (random() < 0.5 ? 1 : 0));
	const target = list.map((_, row) => {
		const score = (sizes[row] ?? 500) / 500 - 1.5 + (texts[row] === 'red' ? 1 : 0) + (flags[row] ?? 0) + random();
		return score > 1.5 ? 'high' : score > 0.6 ? 'middle' : '';
	});
	return {
		rows,
		columns: [
			{ name: 'size #1', type: 'DOUBLE', vector: numberVector(sizes) },
			{ name: 'colour, "main"', type: 'VARCHAR', vector: textVector(texts) },
			{ name: 'flag', type: 'BOOLEAN', vector: numberVector(flags) },
			{ name: '#12', type: 'BIGINT', vector: numberVector(list.map(() => Math.floor(random() * 5))) },
			{ name: 'three', type: 'VARCHAR', vector: textVector(target.map((word) => word || 'low')) },
			{ name: 'two', type: 'VARCHAR', vector: textVector(target.map((word) => (word === 'high' ? '>50K' : '<=50K'))) },
			{
				name: 'y',
				type: 'DOUBLE',
				vector: numberVector(sizes.map((size, row) => (size ?? 0) / 100 + (flags[row] ?? 0)))
			}
		]
	};
}

async function train(
	estimator: TrainJob['estimator'],
	target: 'two' | 'three' | 'y',
	params: TrainJob['params'] = {}
): Promise<Model> {
	const columns = table(600, 1);
	const { model } = await kernelTrainer.train({
		columns: {
			...columns,
			columns: columns.columns.slice(0, 4).concat(columns.columns.filter(({ name }) => name === target))
		},
		kinds: { flag: 'boolean', '#12': 'categorical' },
		target,
		task: target === 'y' ? 'regression' : 'classification',
		estimator,
		engine: 'kernels',
		params: { ...(estimator === 'mlp' ? { epochs: 5 } : estimator === 'trees' ? { rounds: 30 } : {}), ...params },
		seed: 3,
		test: new Int32Array(0),
		weight: null,
		ignore: [],
		refit: true
	});
	return model;
}

const cases = [
	...(['linear', 'trees', 'mlp', 'knn'] as const).flatMap((estimator) =>
		(['two', 'three', 'y'] as const).map((target) => ({ estimator, target, params: {} }))
	),
	{ estimator: 'mlp', target: 'three', params: { embedding: 3, batchNorm: 'on', dropout: 0.2 } } as const,
	{ estimator: 'knn', target: 'three', params: { weights: 'distance', distance: 'manhattan' } } as const,
	{ estimator: 'knn', target: 'y', params: { weights: 'distance', mostRows: 200 } } as const
];

describe('modelToOnnx', () => {
	it.each(cases)(
		'of $estimator $params for $target answers what the model answers',
		async ({ estimator, target, params }) => {
			const model = await train(estimator, target, params);
			const unseen = table(300, 77);
			const packed = await packModel({ crypto: webCrypto, archive: zipArchive }, model, { name: 'm' });
			const opened = await readModel({ crypto: webCrypto, archive: zipArchive }, packed.archive);
			expect(opened.model).toEqual(model);
			const found = await predictColumns({ predictor }, opened, unseen);
			const truth = predictRows(model, unseen);
			const width = target === 'y' ? 1 : model.classes.length;
			const scale = Math.max(1, ...truth.map(Math.abs));
			for (let k = 0; k < width; k++) {
				const column = found.columns[target === 'y' ? 0 : k + 1];
				if (column?.vector.kind !== 'number') throw new Error('numbers');
				expect(column.name).toBe(target === 'y' ? 'prediction' : `probability_${model.classes[k] ?? ''}`);
				for (let row = 0; row < unseen.rows; row++)
					expect(Math.abs((column.vector.values[row] ?? NaN) - (truth[row * width + k] ?? NaN))).toBeLessThan(
						1e-5 * scale
					);
			}
			if (target === 'y') return;
			const label = found.columns[0]?.vector;
			if (label?.kind !== 'text') throw new Error('labels');
			label.codes.forEach((code, row) => {
				const shares = Array.from(truth.subarray(row * width, row * width + width));
				const best = Math.max(...shares);
				if (shares.filter((share) => best - share < 1e-5).length === 1)
					expect(label.dictionary[code]).toBe(model.classes[shares.indexOf(best)]);
			});
		}
	);

	it('answers one row, and no rows', async () => {
		const model = await train('trees', 'two');
		const onnx = modelToOnnx(model);
		const one = await predictColumns({ predictor }, { model, onnx }, table(1, 4));
		expect(one.rows).toBe(1);
		expect((await predictColumns({ predictor }, { model, onnx }, table(0, 4))).rows).toBe(0);
	});

	it('gives the same bytes for the same model', async () => {
		const model = await train('linear', 'three');
		expect(modelToOnnx(model)).toEqual(modelToOnnx(model));
	});
});

describe('readModel', () => {
	it('refuses what was changed', async () => {
		const model = await train('linear', 'two');
		const { archive } = await packModel({ crypto: webCrypto, archive: zipArchive }, model, { name: 'm' });
		const entries = await zipArchive.unpack(archive, 1e8);
		const json = entries.get('model.json');
		if (!json) throw new Error('model.json');
		const changed = new Map(entries).set(
			'model.json',
			new TextEncoder().encode(new TextDecoder().decode(json).replace('"two"', '"owt"'))
		);
		await expect(readModel({ crypto: webCrypto, archive: zipArchive }, await zipArchive.pack(changed))).rejects.toThrow(
			'does not match its hash'
		);
		entries.delete('model.onnx');
		await expect(readModel({ crypto: webCrypto, archive: zipArchive }, await zipArchive.pack(entries))).rejects.toThrow(
			'model/invalid'
		);
	});
});

/** A linear model of the outputs of a recipe, one weight 1 each, so that its margin shows one output at a time. */
function showing(recipe: PortableRecipe, output: number): Model {
	const shown = recipe.outputs[output];
	if (!shown) throw new Error('output');
	const text = shown.type === 'text';
	return {
		schemaVersion: 1,
		task: 'regression',
		target: 't',
		classes: [],
		inputs: [{ name: shown.name, type: shown.type, kind: text ? 'categorical' : 'numeric' }],
		encoders: text
			? [{ type: 'ordinal', input: shown.name, categories: ['', 'a', 'b', 'é', 'one', 'two', 'zz'] }]
			: [{ type: 'numeric', input: shown.name, impute: -12345, mean: 0, scale: 1 }],
		features: [shown.name],
		featureInputs: [0],
		estimator: { type: 'mlp', layers: [{ inputs: 1, outputs: 1, weights: [1], bias: [0] }] },
		link: 'identity'
	};
}

const numbers = fc.constantFrom(null, 0, 1, -1, 2, 3, 0.5, -2.25, 7, 1e3);
const words = fc.constantFrom(null, 'a', 'b', 'é', 'zz', 'unknown');

/** Random graphs: every node draws on those before it. */
const recipes = fc
	.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat()), { minLength: 1, maxLength: 14 })
	.map((draws) => {
		const nodes: PortableNode[] = [
			{ op: 'input', input: 0 },
			{ op: 'input', input: 1 },
			{ op: 'input', input: 2 }
		];
		const types: ('number' | 'text')[] = ['number', 'number', 'text'];
		const pick = (type: 'number' | 'text', draw: number): number => {
			const places = types.flatMap((found, at) => (found === type ? [at] : []));
			return places[draw % places.length] ?? 0;
		};
		const push = (node: PortableNode, type: 'number' | 'text') => {
			nodes.push(node);
			types.push(type);
		};
		for (const [kind, a, b, c] of draws) {
			const x = pick('number', a);
			switch (kind % 8) {
				case 0:
					push({ op: 'number', value: a % 4 === 0 ? null : (a % 9) - 4 }, 'number');
					break;
				case 1:
					push({ op: 'unary', fn: unaryFunctions[b % unaryFunctions.length] ?? 'abs', x }, 'number');
					break;
				case 2:
					push(
						{ op: 'binary', fn: binaryFunctions[c % binaryFunctions.length] ?? 'add', a: x, b: pick('number', b) },
						'number'
					);
					break;
				case 3: {
					const type = c % 2 === 0 ? 'number' : 'text';
					push({ op: 'if', test: x, then: pick(type, b), otherwise: pick(type, b + 1) }, type);
					break;
				}
				case 4:
					push(
						{
							op: 'lookup',
							x: pick('text', b),
							keys: ['a', '', 'é'],
							values: [1.5, null, -3],
							otherwise: c % 2 === 0 ? null : 9
						},
						'number'
					);
					break;
				case 5:
					push(
						{
							op: 'replace',
							x: pick('text', b),
							keys: ['a', ''],
							values: ['b', 'one'],
							otherwise: c % 2 === 0 ? null : 'zz'
						},
						'text'
					);
					break;
				case 6:
					push({ op: 'bin', x, edges: [-1, 0.5, 2] }, 'number');
					break;
				default:
					push({ op: 'label', x, labels: ['one', 'two'] }, 'text');
			}
		}
		const recipe: PortableRecipe = {
			schemaVersion: 1,
			start: 0,
			inputs: [
				{ name: 'x', type: 'number', kind: 'numeric', temporal: false },
				{ name: 'when', type: 'number', kind: 'datetime', temporal: true },
				{ name: 'w', type: 'text', kind: 'categorical', temporal: false }
			],
			nodes,
			outputs: nodes.map((_, node) => ({ name: `out ${node}`, type: types[node] ?? 'number', node })),
			skipped: []
		};
		return recipe;
	});

describe('a recipe inside the graph', () => {
	let count = 0;
	beforeAll(() => {
		count = 0;
	});
	it('computes what the recipe computes', async () => {
		await fc.assert(
			fc.asyncProperty(
				recipes,
				fc.array(fc.tuple(numbers, numbers, words), { minLength: 1, maxLength: 6 }),
				async (recipe, rows) => {
					const columns: Columns = {
						rows: rows.length,
						columns: [
							{ name: 'x', type: 'DOUBLE', vector: numberVector(rows.map(([x]) => x)) },
							{ name: 'when', type: 'TIMESTAMP', vector: numberVector(rows.map(([, when]) => when)) },
							{ name: 'w', type: 'VARCHAR', vector: textVector(rows.map(([, , w]) => w)) }
						]
					};
					const output = recipe.nodes.length - 1;
					const model = showing(recipe, output);
					const session = await predictor.load(modelToOnnx(model, recipe));
					const [found] = (await predictor.run(session, columns)).columns;
					const truth = predictRows(model, modelInputs(model, evaluatePortable(recipe, columns)));
					if (found?.vector.kind !== 'number') throw new Error('numbers');
					await predictor.unload(session);
					count += 1;
					for (let row = 0; row < rows.length; row++) {
						const [is, should] = [found.vector.values[row] ?? NaN, truth[row] ?? NaN];
						if (Number.isNaN(should)) expect(is).toBeNaN();
						else if (Number.isFinite(should))
							expect(Math.abs(is - should)).toBeLessThanOrEqual(1e-5 * (1 + Math.abs(should)));
						else expect(is).toBe(should);
					}
				}
			),
			{ numRuns: 250 }
		);
		expect(count).toBeGreaterThan(200);
	});
});
