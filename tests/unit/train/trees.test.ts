import { describe, expect, it } from 'vitest';
import { seededRandom } from '$lib/core/random';
import { fitFeaturizer } from '$lib/core/train/featurizer';
import { makePart, type Loss, type Problem, type StepLosses } from '$lib/core/train/problem';
import { margins } from '$lib/core/train/predict';
import { loadTreesKernel } from '$lib/engines/kernels/load';
import { plainTreesKernel } from '../../bench/twins/plain-trees';
import { table } from './jobs';
import { fitAlone, fitHooks, treeProblem } from './tree-problem';

const loss = { squared: 'squared', logistic: 'logistic', softmax: 'softmax' } as const satisfies Record<Loss, Loss>;

/** Two waves, a category-like column and noise; a tenth of the cells of the first column missing. */
function problemOf(kind: Loss, rows: number, params: Readonly<Record<string, number>>, seed = 1): Problem {
	const random = seededRandom(seed);
	const a = Array.from({ length: rows }, () => (random() < 0.1 ? null : Math.fround(random() * 6)));
	const b = Array.from({ length: rows }, () => Math.floor(random() * 5));
	const c = Array.from({ length: rows }, () => Math.fround(random()));
	const score = a.map(
		(x, i) => (x === null ? -1 : Math.sin(x)) + ((b[i] ?? 0) === 2 ? 0.8 : 0) + 0.3 * (random() - 0.5)
	);
	const y = score.map((s) =>
		kind === 'squared' ? s : kind === 'logistic' ? Number(s > 0) : s > 0.7 ? 2 : s > 0 ? 1 : 0
	);
	const columns = table({ a, b, c, y });
	const values = Float64Array.from(y);
	const all = Int32Array.from(values.keys());
	const [train, test] = [all.filter((row) => row % 4 !== 0), all.filter((row) => row % 4 === 0)];
	const featurizer = fitFeaturizer(columns, {}, 'trees', { name: 'y', values }, [], train);
	const part = (of: Int32Array) =>
		makePart(
			columns,
			featurizer,
			{ values, classes: [], missing: 0 },
			{ mean: 0, scale: 1 },
			of,
			(row) => 1 + (row % 3)
		);
	const outputs = kind === 'softmax' ? 3 : 1;
	return {
		loss: kind,
		outputs,
		width: featurizer.features.length,
		blocks: [],
		train: part(train),
		validation: part(train.filter((row) => row % 5 === 1)),
		test: part(test),
		params,
		seed: 0
	};
}

function features(problem: Problem, part: 'train' | 'validation' | 'test'): Float32Array {
	const x = new Float32Array(problem[part].rows.length * problem.width);
	problem[part].encode(x, { rowStride: problem.width, columnStride: 1 });
	return x;
}

describe('the trees kernel', () => {
	it.each(Object.values(loss))('grows the same trees as the plain twin for the %s loss', async (kind) => {
		const problem = problemOf(kind, 800, { rounds: 5, leaves: 8 }, 2);
		const ours = await fitAlone(await loadTreesKernel(), problem, fitHooks());
		const twin = await fitAlone(plainTreesKernel(32e6), problem, fitHooks());
		expect(ours.trees.map(({ feature, missingLeft, output }) => ({ feature, missingLeft, output }))).toEqual(
			twin.trees.map(({ feature, missingLeft, output }) => ({ feature, missingLeft, output }))
		);
		const x = features(problem, 'test');
		const [a, b] = [ours, twin].map((estimator) => margins(estimator, x, problem.width, problem.outputs));
		a?.forEach((value, at) => expect(value).toBeCloseTo(b?.[at] ?? NaN, 4));
	});

	it('grows the same trees as the twin with every setting', async () => {
		const random = seededRandom(2);
		const list = Array.from({ length: 400 }, (_, row) => row);
		const x = [
			list.map(() => (random() < 0.2 ? NaN : Math.fround(random()))),
			list.map(() => Math.floor(random() * 20)),
			list.map(() => Math.floor(random() * 4))
		];
		const y = list.map((row) => Math.fround((x[0]?.[row] || 0) * 3 + ((x[1]?.[row] ?? 0) % 3) + random()));
		const settings = { l1: 0.5, minChildRows: 4, minGain: 0.2, maxDepth: 4, rowSample: 0.8, columnSample: 0.7 };
		for (const objective of ['squared', 'absolute', 'poisson', 'quantile']) {
			const problem = treeProblem(
				{ x, y },
				{ ...settings, objective, quantile: 0.8, rounds: 4, leaves: 8 },
				undefined,
				{
					categories: [0, 20, 4],
					directions: [1, 0, 0]
				}
			);
			const ours = await fitAlone(await loadTreesKernel(), problem, fitHooks());
			const twin = await fitAlone(plainTreesKernel(32e6), problem, fitHooks());
			expect(ours.splits).toEqual(twin.splits);
			expect(ours.splits.length).toBeGreaterThan(0);
			ours.trees.forEach((tree, at) => {
				const other = twin.trees[at];
				expect([tree.feature, tree.threshold, tree.missingLeft]).toEqual([
					other?.feature,
					other?.threshold,
					other?.missingLeft
				]);
				tree.value.forEach((value, node) => expect(value).toBeCloseTo(other?.value[node] ?? NaN, 4));
			});
		}
	});

	it('gives the same bits twice', async () => {
		const problem = problemOf('logistic', 500, { rounds: 10 });
		const [a, b] = await Promise.all([0, 1].map(async () => fitAlone(await loadTreesKernel(), problem, fitHooks())));
		expect(a).toEqual(b);
	});

	it('chooses the split with the largest gain over every threshold and both sides for missing', async () => {
		const problem = problemOf('squared', 300, { rounds: 1, leaves: 2, l2: 0.5, minChildWeight: 3 });
		const { trees } = await fitAlone(await loadTreesKernel(), problem, fitHooks());
		const x = features(problem, 'train');
		const { labels, weights } = problem.train;
		const score = (rows: number[]) => {
			const g = rows.reduce((sum, row) => sum - (weights[row] ?? 0) * (labels[row] ?? 0), 0);
			const h = rows.reduce((sum, row) => sum + (weights[row] ?? 0), 0);
			return { h, value: (g * g) / (h + 0.5) };
		};
		const all = Array.from(labels.keys());
		const gainOf = (goesLeft: (row: number) => boolean): number => {
			const [left, right] = [score(all.filter(goesLeft)), score(all.filter((row) => !goesLeft(row)))];
			return Math.min(left.h, right.h) < 3 ? -Infinity : left.value + right.value - score(all).value;
		};
		let best = -Infinity;
		for (let feature = 0; feature < problem.width; feature++)
			for (const threshold of new Set(all.map((row) => x[row * problem.width + feature] ?? NaN)))
				for (const missing of [true, false])
					best = Math.max(
						best,
						gainOf((row) => {
							const value = x[row * problem.width + feature] ?? NaN;
							return Number.isNaN(value) ? missing : value <= threshold;
						})
					);
		const tree = trees[0];
		const found = gainOf((row) => {
			const value = x[row * problem.width + (tree?.feature[0] ?? 0)] ?? NaN;
			return Number.isNaN(value) ? tree?.missingLeft[0] === 1 : value <= (tree?.threshold[0] ?? 0);
		});
		expect(found).toBeCloseTo(best, 6);
	});

	it('tells the loss that the reference predictor finds', async () => {
		const problem = problemOf('logistic', 600, { rounds: 20, leaves: 6 });
		const curve: StepLosses[] = [];
		const estimator = await fitAlone(await loadTreesKernel(), problem, fitHooks(curve));
		for (const part of ['train', 'validation', 'test'] as const) {
			const z = margins(estimator, features(problem, part), problem.width, 1);
			const { labels, weights, weightSum } = problem[part];
			let loss = 0;
			z.forEach((value, row) => {
				const p = 1 / (1 + Math.exp(-value));
				loss -= (weights[row] ?? 0) * Math.log(labels[row] === 1 ? p : 1 - p);
			});
			expect(curve.at(-1)?.[part]).toBeCloseTo(loss / weightSum, 5);
		}
	});

	it('covers every node with the weight of its rows', async () => {
		const problem = problemOf('squared', 400, { rounds: 2, leaves: 5 });
		const { trees } = await fitAlone(await loadTreesKernel(), problem, fitHooks());
		for (const { feature, left, right, cover } of trees) {
			expect(cover[0]).toBeCloseTo(problem.train.weightSum, 3);
			feature.forEach((split, node) => {
				if (split >= 0)
					expect(cover[node]).toBeCloseTo((cover[left[node] ?? 0] ?? 0) + (cover[right[node] ?? 0] ?? 0), 6);
			});
		}
	});
});
