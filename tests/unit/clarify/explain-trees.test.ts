import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain } from '$lib/core/clarify/explain';
import type { ExplainJob, Explanation } from '$lib/core/clarify/explanation';
import { gaussLegendre } from '$lib/core/clarify/tree-weights';
import type { Model, Tree, TreesEstimator } from '$lib/core/model/model';
import { seededRandom, type Random } from '$lib/core/random';
import type { Columns } from '$lib/core/table/columns';
import { encodeRows } from '$lib/core/train/predict';
import { naiveTreeShap, shapleyWeights } from '../../bench/twins/naive-tree-shap';
import { expectAdditive, go, predictor, seeds } from './explain-games';

function modelOf(trees: readonly Tree[], width: number): Model {
	const names = Array.from({ length: width }, (_, at) => `x${at}`);
	return {
		schemaVersion: 1,
		task: 'regression',
		target: 'y',
		classes: [],
		inputs: names.map((name) => ({ name, type: 'number', kind: 'numeric' })),
		encoders: names.map((input) => ({ type: 'numeric', input, impute: null, mean: 0, scale: 1 })),
		features: names,
		featureInputs: names.map((_, at) => at),
		estimator: { type: 'trees', base: [0.5], trees: [...trees] },
		link: 'identity'
	};
}

function table(rows: number, width: number, random: Random): Columns {
	return {
		rows,
		columns: Array.from({ length: width }, (_, at) => ({
			name: `x${at}`,
			type: 'DOUBLE',
			vector: {
				kind: 'number' as const,
				values: Float64Array.from({ length: rows }, () => random()),
				missing: Uint8Array.from({ length: rows }, () => Number(random() < 0.1))
			}
		}))
	};
}

/** Grows leaf by leaf where `grows` says so. */
function treeOf(width: number, random: Random, grows: (depth: number, side: 'left' | 'right') => boolean): Tree {
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
	const grow = (depth: number, side: 'left' | 'right', cover: number): number => {
		const node = tree.feature.length;
		const inner = grows(depth, side);
		tree.feature.push(inner ? Math.floor(random() * width) : -1);
		tree.threshold.push(Math.fround(0.15 + 0.7 * random()));
		tree.left.push(-1);
		tree.right.push(-1);
		tree.missingLeft.push(random() < 0.5 ? 1 : 0);
		tree.value.push(Math.fround(2 * random() - 1));
		tree.cover.push(cover);
		if (inner) {
			const share = 0.2 + 0.6 * random();
			tree.left[node] = grow(depth + 1, 'left', cover * share);
			tree.right[node] = grow(depth + 1, 'right', cover * (1 - share));
		}
		return node;
	};
	grow(0, 'left', 1000);
	return tree;
}

function jobOf(model: Model, rows: Columns, background: Columns, method: ExplainJob['method']): ExplainJob {
	return { model, rows, background, method, output: 'margin', samples: 0, seed: 0 };
}

/** Row by row and background row by background row. */
function naive({ model, rows, background }: ExplainJob, estimator: TreesEstimator): Float64Array {
	const width = model.inputs.length;
	const [x, z] = [encodeRows(model, rows), encodeRows(model, background)];
	const values = new Float64Array(rows.rows * width);
	const weight = shapleyWeights(width);
	for (let row = 0; row < rows.rows; row++)
		for (let other = 0; other < background.rows; other++)
			for (const tree of estimator.trees)
				naiveTreeShap(
					tree,
					x.subarray(row * width, (row + 1) * width),
					z.subarray(other * width, (other + 1) * width),
					weight,
					values.subarray(row * width, (row + 1) * width)
				);
	return values.map((value) => value / background.rows);
}

async function expectNaive(job: ExplainJob): Promise<Explanation> {
	if (job.model.estimator.type !== 'trees') throw new Error('trees');
	const found = await explain(job, predictor, go);
	naive(job, job.model.estimator).forEach((value, at) => expect(found.values[at]).toBeCloseTo(value, 9));
	return found;
}

describe('trees against one row and one background row at a time', () => {
	it('of any shape, with missing values', async () => {
		await fc.assert(
			fc.asyncProperty(
				seeds,
				fc.integer({ min: 1, max: 8 }),
				fc.integer({ min: 0, max: 9 }),
				async (seed, width, deep) => {
					const random = seededRandom(seed);
					const trees = [1, 2].map(() => treeOf(width, random, (depth) => depth < deep && random() < 0.8));
					const [rows, background] = [table(7, width, random), table(9, width, random)];
					await expectNaive(jobOf(modelOf(trees, width), rows, background, 'tree'));
				}
			),
			{ numRuns: 40 }
		);
	});

	it('where leaves are worked out by subset sums', async () => {
		const random = seededRandom(5);
		const tree = treeOf(9, random, (depth) => depth < 9);
		await expectNaive(jobOf(modelOf([tree], 9), table(300, 9, random), table(300, 9, random), 'tree'));
	});

	it('where a path holds more columns than a word has bits', async () => {
		const random = seededRandom(6);
		let next = 0;
		const chain = treeOf(
			70,
			() => random(),
			(depth, side) => depth < 70 && (depth === 0 || side === 'right')
		);
		chain.feature.forEach((feature, node) => (chain.feature[node] = feature < 0 ? -1 : next++));
		// Splits near the top of each column lead down the chain, so that leaves far down are met.
		chain.threshold.forEach((_, node) => (chain.threshold[node] = 0.02));
		const [rows, background] = [table(12, 70, random), table(12, 70, random)];
		const model = modelOf([chain], 70);
		await expectNaive(jobOf(model, rows, background, 'tree'));
		const along = await explain(jobOf(model, rows, background, 'tree-path'), predictor, go);
		for (let row = 0; row < 12; row++) {
			const values = along.values.subarray(row * 70, (row + 1) * 70);
			const sum = values.reduce((total, value) => total + value, along.baseValue);
			expect(sum).toBeCloseTo(along.predictions[row] ?? NaN, 9);
		}
	});
});

describe.each(['tree', 'tree-path'] as const)('%s', (method) => {
	const width = 4;
	const make = (seed: number) => {
		const random = seededRandom(seed);
		const trees = [1, 2].map(() => treeOf(width, random, (depth) => depth < 4 && random() < 0.85));
		return { random, trees };
	};

	it('adds up over sums of trees (linearity)', async () => {
		await fc.assert(
			fc.asyncProperty(seeds, async (seed) => {
				const { random, trees } = make(seed);
				const [rows, background] = [table(4, width, random), table(5, width, random)];
				const of = (some: readonly Tree[]) =>
					explain(jobOf(modelOf(some, width), rows, background, method), predictor, go);
				const [both, first, second] = [await of(trees), await of(trees.slice(0, 1)), await of(trees.slice(1))];
				both.values.forEach((value, at) =>
					expect(value).toBeCloseTo((first.values[at] ?? NaN) + (second.values[at] ?? NaN), 12)
				);
			}),
			{ numRuns: 30 }
		);
	});

	it('gives nothing to a column that no tree reads (dummy)', async () => {
		const { random, trees } = make(3);
		const [rows, background] = [table(6, width + 1, random), table(6, width + 1, random)];
		const found = await explain(jobOf(modelOf(trees, width + 1), rows, background, method), predictor, go);
		for (let row = 0; row < 6; row++) expect(found.values[row * (width + 1) + width]).toBe(0);
	});

	it('gives two columns that stand for each other the same (symmetry)', async () => {
		const { random, trees } = make(4);
		const twin = (tree: Tree): Tree => ({
			...tree,
			feature: tree.feature.map((feature) => (feature === 0 ? 1 : feature === 1 ? 0 : feature))
		});
		const [rows, background] = [table(6, width, random), table(6, width, random)];
		const same = (columns: Columns): Columns => ({
			rows: columns.rows,
			columns: columns.columns.map((column, at) => {
				const first = columns.columns[0];
				return at === 1 && first ? { ...column, vector: first.vector } : column;
			})
		});
		const model = modelOf([...trees, ...trees.map(twin)], width);
		const found = await explain(jobOf(model, same(rows), same(background), method), predictor, go);
		for (let row = 0; row < 6; row++)
			expect(found.values[row * width]).toBeCloseTo(found.values[row * width + 1] ?? NaN, 12);
		expectAdditive(found, width);
	});
});

describe('small inputs', () => {
	const random = seededRandom(1);
	const leaf = treeOf(2, random, () => false);

	it.each(['tree', 'tree-path'] as const)('%s of a single leaf gives nothing to anyone', async (method) => {
		const found = await explain(
			jobOf(modelOf([leaf], 2), table(3, 2, random), table(2, 2, random), method),
			predictor,
			go
		);
		expect([...found.values]).toEqual([0, 0, 0, 0, 0, 0]);
		expect(found.predictions[0]).toBeCloseTo(found.baseValue, 12);
	});

	it('no rows give no values, but the base', async () => {
		const found = await explain(
			jobOf(modelOf([leaf], 2), table(0, 2, random), table(2, 2, random), 'tree'),
			predictor,
			go
		);
		expect(found.values.length).toBe(0);
		expect(found.importance.map(({ meanAbs }) => meanAbs)).toEqual([0, 0]);
		expect(Number.isFinite(found.baseValue)).toBe(true);
	});

	it('is the same for rows in parts', async () => {
		const { trees } = { trees: [treeOf(3, random, (depth) => depth < 3)] };
		const rows = table(16_500, 3, random);
		const background = table(4, 3, random);
		const all = await explain(jobOf(modelOf(trees, 3), rows, background, 'tree'), predictor, go);
		expectAdditive(all, 3);
	});
});

it.each([1, 2, 3, 8, 16, 40])('a rule of %i nodes integrates powers exactly', (n) => {
	const { nodes, weights } = gaussLegendre(n);
	for (const power of [0, 1, 2 * n - 2, 2 * n - 1])
		expect(nodes.reduce((sum, t, at) => sum + (weights[at] ?? 0) * t ** power, 0)).toBeCloseTo(1 / (power + 1), 13);
});
