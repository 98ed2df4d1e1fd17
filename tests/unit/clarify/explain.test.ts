import { base64Encode } from '@bufbuild/protobuf/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain } from '$lib/core/clarify/explain';
import type { ExplainJob, Explanation } from '$lib/core/clarify/explanation';
import type { Encoder, Estimator, Model, Tree } from '$lib/core/model/model';
import { modelToOnnx } from '$lib/core/model/onnx';
import { seededRandom, type Random } from '$lib/core/random';
import { numberVector, takeRows, textVector, type Columns } from '$lib/core/table/columns';
import { createPredictor } from '$lib/engines/onnx/predictor';
import { predictRows } from '$lib/core/train/predict';

const go = () => Promise.resolve();
const predictor = createPredictor();
const words = ['red', 'green', 'blue'];
const encoders: Encoder[] = [
	{ type: 'numeric', input: 'size', impute: null, mean: 0, scale: 1 },
	{ type: 'numeric', input: 'age', impute: 2, mean: 1, scale: 2 },
	{ type: 'missing', input: 'age' },
	{ type: 'onehot', input: 'colour', categories: words },
	{ type: 'numeric', input: 'idle', impute: 0, mean: 0, scale: 1 }
];

function modelOf(estimator: Estimator, link: Model['link'] = 'logistic'): Model {
	return {
		schemaVersion: 1,
		task: link === 'identity' ? 'regression' : 'classification',
		target: 'y',
		classes: link === 'identity' ? [] : ['no', 'yes'],
		inputs: [
			{ name: 'size', type: 'number', kind: 'numeric' },
			{ name: 'age', type: 'number', kind: 'numeric' },
			{ name: 'colour', type: 'text', kind: 'categorical' },
			{ name: 'idle', type: 'number', kind: 'numeric' }
		],
		encoders,
		features: ['size', 'age', 'age is missing', 'colour=red', 'colour=green', 'colour=blue', 'idle'],
		featureInputs: [0, 1, 1, 2, 2, 2, 3],
		estimator,
		link
	};
}

function table(rows: number, random: Random, whole = false): Columns {
	const some = (value: number) => (!whole && random() < 0.2 ? null : Math.round(value * 40) / 10);
	const list = Array.from({ length: rows });
	const number = () => numberVector(list.map(() => some(random())));
	return {
		rows,
		columns: [
			{ name: 'size', type: 'DOUBLE', vector: number() },
			{ name: 'age', type: 'DOUBLE', vector: number() },
			{
				name: 'colour',
				type: 'VARCHAR',
				vector: textVector(list.map(() => words[Math.floor(random() * 4)] ?? null))
			},
			{ name: 'idle', type: 'DOUBLE', vector: number() }
		]
	};
}

function randomTree(random: Random, depth: number): Tree {
	const tree: Tree = {
		feature: [],
		threshold: [],
		left: [],
		right: [],
		missingLeft: [],
		value: [],
		cover: [],
		output: 0
	};
	const grow = (left: number, cover: number): number => {
		const node = tree.feature.length;
		const leaf = left === 0 || random() < 0.15;
		const feature = Math.floor(random() * 6);
		tree.feature.push(leaf ? -1 : feature);
		tree.threshold.push(feature >= 2 ? 0.5 : random() * 4 - (feature === 1 ? 1 : 0));
		tree.left.push(-1);
		tree.right.push(-1);
		tree.missingLeft.push(random() < 0.5 ? 1 : 0);
		tree.value.push(leaf ? random() * 2 - 1 : 0);
		tree.cover.push(cover);
		if (!leaf) {
			const share = 0.1 + random() * 0.8;
			tree.left[node] = grow(left - 1, cover * share);
			tree.right[node] = grow(left - 1, cover * (1 - share));
		}
		return node;
	};
	grow(depth, 100);
	return tree;
}

function randomTrees(seed: number, depth = 4): Estimator {
	const random = seededRandom(seed);
	return { type: 'trees', base: [0.25], trees: Array.from({ length: 5 }, () => randomTree(random, depth)) };
}

const logit = (p: number) => Math.log(p / (1 - p));

/** v(S) straight from the definition: the model's answers on background rows whose columns in S are replaced. */
function worthByColumns(model: Model, job: ExplainJob, row: number, inside: readonly boolean[]): number {
	const replaced: Columns = {
		rows: job.background.rows,
		columns: job.background.columns.map((column, player) => {
			const from = job.rows.columns[player];
			if (inside[player] !== true || !from) return column;
			const moved = takeRows(
				{ rows: job.rows.rows, columns: [from] },
				new Array<number>(job.background.rows).fill(row)
			);
			return moved.columns[0] ?? column;
		})
	};
	const answers = predictRows(model, replaced);
	const one = model.link === 'identity' ? [...answers] : [...answers].filter((_, at) => at % 2 === 1);
	const read = model.link === 'identity' || job.output === 'probability' ? one : one.map(logit);
	return read.reduce((sum, value) => sum + value, 0) / read.length;
}

/** The path-dependent v(S): outside S a split divides by the cover of its children. */
function worthByCover(model: Model, job: ExplainJob, row: number, inside: readonly boolean[]): number {
	if (model.estimator.type !== 'trees') throw new Error('trees');
	const { trees, base } = model.estimator;
	const size = job.rows.columns[0];
	const age = job.rows.columns[1];
	const colour = job.rows.columns[2];
	if (size?.vector.kind !== 'number' || age?.vector.kind !== 'number' || colour?.vector.kind !== 'text')
		throw new Error('columns');
	const sizeMissing = size.vector.missing?.[row] === 1;
	const ageMissing = age.vector.missing?.[row] === 1;
	const word = colour.vector.dictionary[colour.vector.codes[row] ?? -1] ?? '';
	const x = [
		sizeMissing ? NaN : Math.fround(size.vector.values[row] ?? NaN),
		Math.fround(((ageMissing ? 2 : Math.fround(age.vector.values[row] ?? NaN)) - 1) / 2),
		ageMissing ? 1 : 0,
		...words.map((name) => (name === word ? 1 : 0))
	];
	const walk = (tree: Tree, node: number): number => {
		const feature = tree.feature[node] ?? -1;
		if (feature < 0) return Math.fround(tree.value[node] ?? 0);
		const [left, right] = [tree.left[node] ?? 0, tree.right[node] ?? 0];
		if (inside[model.featureInputs[feature] ?? 0] === true) {
			const value = x[feature] ?? NaN;
			const goes = Number.isNaN(value) ? tree.missingLeft[node] === 1 : value <= Math.fround(tree.threshold[node] ?? 0);
			return walk(tree, goes ? left : right);
		}
		const share = (tree.cover[left] ?? 0) / (tree.cover[node] ?? 1);
		return share * walk(tree, left) + (1 - share) * walk(tree, right);
	};
	return (base[0] ?? 0) + trees.reduce((sum, tree) => sum + walk(tree, 0), 0);
}

/** Shapley values by averaging over every order in which the four columns can join. */
function byOrders(worth: (inside: readonly boolean[]) => number): number[] {
	const orders = (rest: readonly number[]): number[][] =>
		rest.length === 0
			? [[]]
			: rest.flatMap((first) => orders(rest.filter((other) => other !== first)).map((tail) => [first, ...tail]));
	const sums = [0, 0, 0, 0];
	const all = orders([0, 1, 2, 3]);
	for (const order of all) {
		const inside = [false, false, false, false];
		let before = worth(inside);
		for (const player of order) {
			inside[player] = true;
			const after = worth(inside);
			sums[player] = (sums[player] ?? 0) + after - before;
			before = after;
		}
	}
	return sums.map((sum) => sum / all.length);
}

function job(model: Model, seed: number, more: Partial<ExplainJob> = {}): ExplainJob {
	const random = seededRandom(seed);
	return {
		model,
		rows: table(3, random),
		background: table(6, random),
		method: 'auto',
		output: 'margin',
		samples: 200,
		seed: 1,
		...more
	};
}

function expectValues(found: Explanation, row: number, truth: readonly number[], digits: number): void {
	truth.forEach((value, player) => expect(found.values[row * 4 + player]).toBeCloseTo(value, digits));
}

function expectAdditive(found: Explanation): void {
	found.predictions.forEach((prediction, row) => {
		const sum = found.values.slice(row * 4, row * 4 + 4).reduce((total, value) => total + value, found.baseValue);
		expect(Math.abs(sum - prediction)).toBeLessThan(1e-9 * (1 + Math.abs(prediction)));
	});
}

const seeds = fc.integer({ min: 0, max: 1e6 });

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
