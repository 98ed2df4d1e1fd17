import fc from 'fast-check';
import { expect } from 'vitest';
import type { ExplainJob, Explanation } from '$lib/core/clarify/explanation';
import type { Encoder, Estimator, Model, Tree } from '$lib/core/model/model';
import { seededRandom, type Random } from '$lib/core/random';
import { numberVector, takeRows, textVector, type Columns } from '$lib/core/table/columns';
import { predictRows } from '$lib/core/train/predict';
import { createPredictor } from '$lib/engines/onnx/predictor';

export const go = () => Promise.resolve();
export const predictor = createPredictor();
export const words = ['red', 'green', 'blue'];
export const encoders: Encoder[] = [
	{ type: 'numeric', input: 'size', impute: null, mean: 0, scale: 1 },
	{ type: 'numeric', input: 'age', impute: 2, mean: 1, scale: 2 },
	{ type: 'missing', input: 'age' },
	{ type: 'onehot', input: 'colour', categories: words },
	{ type: 'numeric', input: 'idle', impute: 0, mean: 0, scale: 1 }
];

export function modelOf(estimator: Estimator, link: Model['link'] = 'logistic'): Model {
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

export function table(rows: number, random: Random, whole = false): Columns {
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

export function randomTrees(seed: number, depth = 4): Estimator {
	const random = seededRandom(seed);
	return { type: 'trees', base: [0.25], trees: Array.from({ length: 5 }, () => randomTree(random, depth)) };
}

const logit = (p: number) => Math.log(p / (1 - p));

/** v(S) straight from the definition: the model's answers on background rows whose columns in S are replaced. */
export function worthByColumns(model: Model, job: ExplainJob, row: number, inside: readonly boolean[]): number {
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
export function worthByCover(model: Model, job: ExplainJob, row: number, inside: readonly boolean[]): number {
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
export function byOrders(worth: (inside: readonly boolean[]) => number): number[] {
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

export function job(model: Model, seed: number, more: Partial<ExplainJob> = {}): ExplainJob {
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

export function expectValues(found: Explanation, row: number, truth: readonly number[], digits: number): void {
	truth.forEach((value, player) => expect(found.values[row * 4 + player]).toBeCloseTo(value, digits));
}

export function expectAdditive(found: Explanation, width = 4): void {
	found.predictions.forEach((prediction, row) => {
		const values = found.values.subarray(row * width, (row + 1) * width);
		const sum = values.reduce((total, value) => total + value, found.baseValue);
		expect(Math.abs(sum - prediction)).toBeLessThan(1e-9 * (1 + Math.abs(prediction)));
	});
}

export const seeds = fc.integer({ min: 0, max: 1e6 });
