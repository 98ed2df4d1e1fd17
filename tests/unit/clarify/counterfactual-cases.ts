import { findCounterfactuals } from '$lib/core/clarify/counterfactuals';
import type { CounterfactualJob, Counterfactuals, Wanted } from '$lib/core/clarify/counterfactual';
import type { Encoder, Estimator, Model, Tree } from '$lib/core/model/model';
import type { Predictor } from '$lib/core/ports';
import { seededRandom, type Random } from '$lib/core/random';
import { predictRows } from '$lib/core/train/predict';
import { tableOfCells, type Cells } from './brute-counterfactuals';

const go = () => Promise.resolve();
export const noGraph: Predictor = {
	load: () => Promise.reject(new Error('no graph')),
	run: () => Promise.reject(new Error('no graph')),
	unload: go
};
const words = ['red', 'green', 'blue'];
const encoders: Encoder[] = [
	{ type: 'numeric', input: 'size', impute: null, mean: 0, scale: 1 },
	{ type: 'numeric', input: 'age', impute: 2, mean: 1, scale: 2 },
	{ type: 'missing', input: 'age' },
	{ type: 'onehot', input: 'colour', categories: words },
	{ type: 'numeric', input: 'dose', impute: null, mean: 0, scale: 1 }
];

export function modelOf(estimator: Estimator, link: Model['link'] = 'logistic', classes = 2): Model {
	return {
		schemaVersion: 1,
		task: link === 'identity' ? 'regression' : 'classification',
		target: 'y',
		classes: link === 'identity' ? [] : ['no', 'yes', 'maybe'].slice(0, classes),
		inputs: [
			{ name: 'size', type: 'number', kind: 'numeric' },
			{ name: 'age', type: 'number', kind: 'numeric' },
			{ name: 'colour', type: 'text', kind: 'categorical' },
			{ name: 'dose', type: 'number', kind: 'numeric' }
		],
		encoders,
		features: ['size', 'age', 'age is missing', 'colour=red', 'colour=green', 'colour=blue', 'dose'],
		featureInputs: [0, 1, 1, 2, 2, 2, 3],
		estimator,
		link
	};
}

function randomTree(random: Random, depth: number, output: number): Tree {
	const tree: Tree = { feature: [], threshold: [], left: [], right: [], missingLeft: [], value: [], cover: [], output };
	const grow = (left: number): number => {
		const node = tree.feature.length;
		const leaf = left === 0 || random() < 0.1;
		const feature = Math.floor(random() * 7);
		const cut = feature === 0 ? random() * 6 : feature === 1 ? random() * 4 - 0.5 : feature === 6 ? random() * 2 : 0.5;
		tree.feature.push(leaf ? -1 : feature);
		tree.threshold.push(cut);
		tree.left.push(-1);
		tree.right.push(-1);
		tree.missingLeft.push(random() < 0.5 ? 1 : 0);
		tree.value.push(leaf ? random() * 2 - 1 : 0);
		tree.cover.push(1);
		if (!leaf) {
			tree.left[node] = grow(left - 1);
			tree.right[node] = grow(left - 1);
		}
		return node;
	};
	grow(depth);
	return tree;
}

export function randomTrees(seed: number, outputs = 1): Estimator {
	const random = seededRandom(seed);
	return {
		type: 'trees',
		base: new Array<number>(outputs).fill(-0.2),
		trees: Array.from({ length: 6 * outputs }, (_, at) => randomTree(random, 4, at % outputs))
	};
}

export function randomLinear(seed: number): Estimator {
	const random = seededRandom(seed);
	return { type: 'linear', weights: [Array.from({ length: 7 }, () => random() * 2 - 1)], bias: [random() - 0.5] };
}

export function randomNet(seed: number): Estimator {
	const random = seededRandom(seed);
	const layer = (inputs: number, outputs: number) => ({
		inputs,
		outputs,
		weights: Array.from({ length: inputs * outputs }, () => random() * 2 - 1),
		bias: Array.from({ length: outputs }, () => random() - 0.5)
	});
	return { type: 'mlp', layers: [layer(7, 5), layer(5, 1)] };
}

/** Every value that each column may take: sizes 0 to 6, ages 0 to 7, all colours, doses 0 to 2 by tenths. */
export const values: readonly Cells[] = [
	Array.from({ length: 7 }, (_, k) => k),
	Array.from({ length: 8 }, (_, k) => k),
	words,
	Array.from({ length: 21 }, (_, k) => k / 10)
];
/** So that the ends of every range and every category are seen, in an order that seeds decide. */
export function backgroundOf(random: Random): Cells[] {
	const some = Array.from({ length: 25 }, () => values.map((list) => list[Math.floor(random() * list.length)] ?? null));
	return [[0, 0, 'red', 0], [6, 7, 'green', 2], [3, 3, 'blue', 0.3], ...some];
}

export function medianDeviation(cells: readonly (number | string | null | undefined)[]): number {
	const middle = (list: number[]) => {
		const sorted = [...list].sort((a, b) => a - b);
		return ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0)) / 2;
	};
	const numbers = cells.filter((cell) => typeof cell === 'number');
	return middle(numbers.map((value) => Math.abs(value - middle(numbers))));
}

export function jobOf(model: Model, row: Cells, background: readonly Cells[], wanted: Wanted): CounterfactualJob {
	return {
		model,
		row: tableOfCells(model, [row]),
		background: tableOfCells(model, background),
		wanted,
		rules: [],
		count: 1,
		maxChanges: null,
		changePenalty: 0.5,
		timeLimit: 1e9,
		seed: 1
	};
}

export const find = (job: CounterfactualJob, now: () => number = () => 0) => findCounterfactuals(job, noGraph, now, go);
export const answerOf = (model: Model, row: Cells) => [...predictRows(model, tableOfCells(model, [row]))];
export const yes: Wanted = { type: 'class', classIndex: 1, probability: null };
export const applied = (row: Cells, model: Model, changes: Counterfactuals['found'][number]['changes']): Cells =>
	row.map((value, at) => changes.find(({ column }) => column === model.inputs[at]?.name)?.to ?? value);
