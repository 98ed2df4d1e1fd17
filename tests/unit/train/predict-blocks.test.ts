import { describe, expect, it } from 'vitest';
import type { Encoder, Model, Tree, TreesEstimator } from '$lib/core/model/model';
import { seededRandom } from '$lib/core/random';
import { numberVector, textVector, type Columns } from '$lib/core/table/columns';
import { encodeFeatures } from '$lib/core/train/encode';
import { encodeRows, margins, predictRows } from '$lib/core/train/predict';

const random = seededRandom(8);

/** A full tree of random splits over the features, its nodes in order of depth. */
function randomTree(width: number, depth: number, output: number): Tree {
	const inner = 2 ** depth - 1;
	const nodes = Array.from({ length: 2 * inner + 1 }, (_, node) => node);
	const within = (make: (node: number) => number, leaf: number) =>
		nodes.map((node) => (node < inner ? make(node) : leaf));
	return {
		feature: within(() => Math.floor(random() * width), -1),
		threshold: within(() => random(), 0),
		left: within((node) => 2 * node + 1, 0),
		right: within((node) => 2 * node + 2, 0),
		missingLeft: within(() => Math.round(random()), 0),
		value: nodes.map(() => random() - 0.5),
		cover: nodes.map(() => 0),
		output
	};
}

/** Row by row, tree by tree, node by node. */
function walk({ base, trees }: TreesEstimator, x: Float32Array, width: number, outputs: number): Float64Array {
	const answer = new Float64Array((x.length / width) * outputs);
	for (let row = 0; row < x.length / width; row++) {
		for (let k = 0; k < outputs; k++) answer[row * outputs + k] = Math.fround(base[k] ?? 0);
		for (const { feature, threshold, left, right, missingLeft, value, output } of trees) {
			let node = 0;
			while ((feature[node] ?? -1) >= 0) {
				const cell = x[row * width + (feature[node] ?? 0)] ?? NaN;
				const goesLeft = Number.isNaN(cell) ? missingLeft[node] === 1 : cell <= Math.fround(threshold[node] ?? 0);
				node = (goesLeft ? left[node] : right[node]) ?? 0;
			}
			const at = row * outputs + output;
			answer[at] = Math.fround((answer[at] ?? 0) + Math.fround(value[node] ?? 0));
		}
	}
	return answer;
}

function cells(rows: number): (number | null)[] {
	return Array.from({ length: rows }, () => {
		const draw = random();
		return draw < 0.1 ? null : draw < 0.12 ? Infinity : random();
	});
}

describe('margins of trees', () => {
	it.each([1, 3])('are those of a walk from node to node, to the bit: %i a row', (outputs) => {
		const width = 6;
		const trees = Array.from({ length: 30 }, (_, at) => randomTree(width, 1 + (at % 5), at % outputs));
		const stump = { ...randomTree(width, 0, 0), value: [0.1] };
		const base = [0.1, -0.2, 0.3].slice(0, outputs);
		const estimator: TreesEstimator = { type: 'trees', base, trees: [...trees, stump] };
		const x = Float32Array.from(cells(2500 * width), (cell) => cell ?? NaN);
		// a cell that is its threshold goes left
		x[0] = Math.fround(trees[0]?.threshold[0] ?? 0);
		expect(margins(estimator, x, width, outputs)).toEqual(walk(estimator, x, width, outputs));
	});
});

const sets = Array.from({ length: 4000 }, (_, at) => [at % 5, (at * 7) % 5]);
const numeric: Encoder = { type: 'numeric', input: 'a', impute: null, mean: 0, scale: 1 };
const encoders: Encoder[] = [numeric, { type: 'category-sets', input: 'c', categories: [...'pqrst'], sets }];

function wideModel(): Model {
	const width = 1 + sets.length;
	return {
		...{ schemaVersion: 1, task: 'regression', target: 'y', classes: [], link: 'identity', encoders },
		inputs: [
			{ name: 'a', type: 'number', kind: 'numeric' },
			{ name: 'c', type: 'text', kind: 'categorical' }
		],
		features: Array.from({ length: width }, (_, at) => `f${at}`),
		featureInputs: Array.from({ length: width }, (_, at) => Number(at > 0)),
		estimator: {
			...{ type: 'trees', base: [0.5] },
			trees: Array.from({ length: 20 }, (_, at) => randomTree(at < 5 ? 1 : width, 4, 0))
		}
	};
}

describe('answers for raw rows', () => {
	it('do not depend on where a block of rows ends', () => {
		const rows = 5000;
		const texts = Array.from({ length: rows }, () => [...'pqrstu', null][Math.floor(random() * 7)] ?? null);
		const columns: Columns = {
			rows,
			columns: [
				{ name: 'a', type: 'DOUBLE', vector: numberVector(cells(rows)) },
				{ name: 'c', type: 'VARCHAR', vector: textVector(texts) }
			]
		};
		const model = wideModel();
		if (model.estimator.type !== 'trees') throw new Error('trees are meant');
		const whole = walk(model.estimator, encodeRows(model, columns), model.features.length, 1);
		expect(predictRows(model, columns)).toEqual(whole);
		expect(new Set(whole).size).toBeGreaterThan(10);
	});
});

describe('numbers are encoded', () => {
	const values = [1.1, null, -Infinity, 1e300, -0, 7, Infinity, 0.1];
	const order = Int32Array.from([7, 0, 3, 3, 1, 6, 2, 5, 4]);
	const columns: Columns = { rows: 8, columns: [{ name: 'a', type: 'DOUBLE', vector: numberVector(values) }] };
	const inputs = [{ name: 'a', type: 'number', kind: 'numeric' } as const];

	it.each([
		['as they are', null, 0, 1],
		['scaled', null, 0.3, 1.7],
		['and filled in', 0.2, 0.3, 1.7]
	])('in rows and in columns, %s', (_, impute, mean, scale) => {
		const encoder = { ...numeric, impute, mean, scale };
		const expected = (picked: readonly number[]) =>
			picked.map((row) => {
				const x = Math.fround(values[row] ?? NaN);
				const filled = impute !== null && !Number.isFinite(x) ? Math.fround(impute) : x;
				return Math.fround((filled - mean) / scale);
			});
		for (const rowStride of [1, 3])
			for (const picked of [null, order]) {
				const rows = picked ? [...picked] : values.map((_, row) => row);
				const target = new Float32Array(rows.length * rowStride);
				encodeFeatures(inputs, [encoder], columns, picked, target, { rowStride, columnStride: 1 });
				expect(rows.map((_, at) => target[at * rowStride])).toEqual(expected(rows));
			}
	});

	it('from texts, be their dictionary longer than the rows or not', () => {
		const dictionary = ['2', ' ', 'x', '0x10', ' 3 '];
		const read = (codes: number[]) => {
			const vector = { kind: 'text', codes: Int32Array.from(codes), dictionary } as const;
			const table = { rows: codes.length, columns: [{ name: 'a', type: 'VARCHAR', vector }] };
			const target = new Float32Array(codes.length);
			encodeFeatures(inputs, [numeric], table, null, target, { rowStride: 1, columnStride: 1 });
			return [...target];
		};
		expect(read([0, 1, 2, 3, 4, -1])).toEqual([2, NaN, NaN, 16, 3, NaN]);
		expect(read([3, -1, 1])).toEqual([16, NaN, NaN]);
	});
});
