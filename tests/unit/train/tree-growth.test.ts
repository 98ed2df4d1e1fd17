import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Tree } from '$lib/core/model/model';
import { seededRandom } from '$lib/core/random';
import type { Params } from '$lib/core/train/params';
import type { CategorySplit } from '$lib/core/train/problem';
import { loadTreesKernel } from '$lib/engines/kernels/load';
import { fitAlone, fitHooks, treeProblem, type Cells, type Change } from './tree-problem';

/** What a tree is grown by, by its definition: of squared loss from margin 0, so that a gradient is -w y and a hessian w. */
interface Rules {
	readonly l1: number;
	readonly l2: number;
	readonly minChildWeight: number;
	readonly minChildRows: number;
	readonly minGain: number;
}
const loose: Rules = { l1: 0, l2: 1, minChildWeight: 1e-6, minChildRows: 1, minGain: 0 };

/** Twice what the best answer takes off the loss of these rows. */
function scoreOf(rows: readonly number[], { y, w }: Cells, { l1, l2 }: Rules): number {
	const g = rows.reduce((sum, row) => sum - (w?.[row] ?? 1) * (y[row] ?? 0), 0);
	const h = rows.reduce((sum, row) => sum + (w?.[row] ?? 1), 0);
	return Math.max(Math.abs(g) - l1, 0) ** 2 / (h + l2);
}

/** The gain of sending the rows of `left` one way; null where a limit forbids it. */
function gainOf(all: readonly number[], left: ReadonlySet<number>, cells: Cells, rules: Rules): number | null {
	const sides = [all.filter((row) => left.has(row)), all.filter((row) => !left.has(row))];
	const weightOf = (rows: readonly number[]) => rows.reduce((sum, row) => sum + (cells.w?.[row] ?? 1), 0);
	if (sides.some((rows) => rows.length < Math.max(1, rules.minChildRows) || weightOf(rows) < rules.minChildWeight))
		return null;
	const gain = sides.reduce((sum, rows) => sum + scoreOf(rows, cells, rules), 0) - scoreOf(all, cells, rules);
	return gain > rules.minGain ? gain : null;
}

/** All ways to part rows by a threshold of a number, missing on either side. */
function thresholds(column: readonly number[], all: readonly number[]): Set<number>[] {
	const known = [...new Set(all.map((row) => column[row] ?? NaN))].filter((value) => !Number.isNaN(value));
	return known.flatMap((cut) =>
		[true, false].map(
			(missing) =>
				new Set(all.filter((row) => (Number.isNaN(column[row] ?? NaN) ? missing : (column[row] ?? NaN) <= cut)))
		)
	);
}

/** All ways to part rows by a set of categories. */
function subsets(column: readonly number[], all: readonly number[], count: number): Set<number>[] {
	return Array.from(
		{ length: 2 ** count },
		(_, set) => new Set(all.filter((row) => ((set >> (column[row] ?? 0)) & 1) === 1))
	);
}

async function grow(cells: Cells, params: Params, change: Change = {}) {
	const problem = treeProblem(cells, { learningRate: 1, rounds: 1, ...params }, undefined, change);
	return fitAlone(await loadTreesKernel(), problem, fitHooks());
}

/** Whether a row goes left at a node. */
function goesLeft(tree: Tree, node: number, splits: readonly CategorySplit[], cells: Cells, row: number): boolean {
	const feature = tree.feature[node] ?? 0;
	const split = splits[feature - cells.x.length];
	const value = split
		? Number(split.categories.includes(cells.x[split.feature]?.[row] ?? -1))
		: (cells.x[feature]?.[row] ?? NaN);
	return Number.isNaN(value) ? tree.missingLeft[node] === 1 : value <= (tree.threshold[node] ?? 0);
}

/** Rows that end in each node. */
function rowsByNode(tree: Tree, splits: readonly CategorySplit[], cells: Cells): number[][] {
	const held: number[][] = tree.feature.map(() => []);
	cells.y.forEach((_, row) => {
		for (let node = 0; ;) {
			held[node]?.push(row);
			if ((tree.feature[node] ?? -1) < 0) return;
			node = (goesLeft(tree, node, splits, cells, row) ? tree.left[node] : tree.right[node]) ?? 0;
		}
	});
	return held;
}

function cellsOf(seed: number, rows: number): Cells {
	const random = seededRandom(seed);
	const list = Array.from({ length: rows }, (_, row) => row);
	const a = list.map(() => (random() < 0.15 ? NaN : Math.round(random() * 12)));
	const b = list.map(() => Math.round(random() * 30));
	return {
		x: [a, b],
		y: list.map((row) => Math.fround(Math.sin(a[row] || 0) + (b[row] ?? 0) / 20 + random())),
		w: list.map(() => Math.fround(0.5 + random()))
	};
}

const rulesOf = fc.record({
	l1: fc.constantFrom(0, 0.7, 3),
	l2: fc.constantFrom(0.1, 1, 20),
	minChildWeight: fc.constantFrom(1e-6, 4),
	minChildRows: fc.constantFrom(1, 5),
	minGain: fc.constantFrom(0, 1.5)
});

describe('a tree', () => {
	it('splits its leaf of the largest gain, by the definition of gain and within every limit', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 0, max: 1e6 }), rulesOf, async (seed, rules) => {
				const cells = cellsOf(seed, 60);
				const { trees, base } = await grow(cells, { ...rules, leaves: 4 });
				expect(base).toEqual([0]);
				const [tree] = trees;
				if (!tree) throw new Error('a tree');
				const held = rowsByNode(tree, [], cells);
				const bestOf = (rows: readonly number[]) =>
					cells.x
						.flatMap((column) => thresholds(column, rows))
						.reduce((best, left) => Math.max(best, gainOf(rows, left, cells, rules) ?? 0), 0);
				// nodes are numbered as they are split: before each split, the open leaves are those made and not yet split
				const inner = [...tree.feature.keys()]
					.filter((node) => (tree.feature[node] ?? -1) >= 0)
					.sort((m, n) => (tree.left[m] ?? 0) - (tree.left[n] ?? 0));
				const open = new Set([0]);
				for (const node of inner) {
					const found = gainOf(held[node] ?? [], new Set(held[tree.left[node] ?? 0]), cells, rules);
					const most = Math.max(...[...open].map((leaf) => bestOf(held[leaf] ?? [])));
					expect(found).toBeCloseTo(most, 3);
					open.delete(node);
					open.add(tree.left[node] ?? 0).add(tree.right[node] ?? 0);
				}
				if (open.size < 4) for (const leaf of open) expect(bestOf(held[leaf] ?? [])).toBeLessThan(1e-3);
				for (const leaf of open) {
					const g = (held[leaf] ?? []).reduce((sum, row) => sum - (cells.w?.[row] ?? 0) * (cells.y[row] ?? 0), 0);
					const h = (held[leaf] ?? []).reduce((sum, row) => sum + (cells.w?.[row] ?? 0), 0);
					const shrunk = Math.sign(g) * Math.max(Math.abs(g) - rules.l1, 0);
					expect(tree.value[leaf]).toBeCloseTo(-shrunk / (h + rules.l2), 4);
				}
			}),
			{ numRuns: 25 }
		);
	});

	it('finds the best set of categories among all sets, and the best single one where there are few', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 0, max: 1e6 }), fc.constantFrom(5, 13), async (seed, count) => {
				const random = seededRandom(seed);
				const list = Array.from({ length: 120 }, (_, row) => row);
				const effects = Array.from({ length: count }, () => random() * 3);
				const codes = list.map(() => Math.floor(random() ** 2 * count));
				const y = list.map((row) => Math.fround((effects[codes[row] ?? 0] ?? 0) + random()));
				const cells: Cells = { x: [codes], y };
				const rules = { ...loose, l2: 0 };
				const { trees, splits } = await grow(
					cells,
					{ l2: 0, minChildWeight: 1e-6, categorySmooth: 0, categoryL2: 0, leaves: 2 },
					{ categories: [count] }
				);
				const [tree] = trees;
				if (!tree) throw new Error('a tree');
				const used = count > 12 ? subsets(codes, list, count) : singles(codes, list, count);
				const best = used.reduce((most, left) => Math.max(most, gainOf(list, left, cells, rules) ?? 0), 0);
				const held = rowsByNode(tree, splits, cells);
				expect(gainOf(list, new Set(held[tree.left[0] ?? 0]), cells, rules)).toBeCloseTo(best, 3);
			}),
			{ numRuns: 6 }
		);
	});

	it('is no deeper than asked, and every leaf has the rows asked for', async () => {
		const cells = cellsOf(3, 400);
		for (const [maxDepth, minChildRows] of [
			[1, 1],
			[3, 20],
			[0, 60]
		] as const) {
			const { trees } = await grow(cells, { rounds: 3, leaves: 40, maxDepth, minChildRows, learningRate: 0.3 });
			for (const tree of trees) {
				const depth = depthOf(tree, 0);
				if (maxDepth > 0) expect(depth).toBeLessThanOrEqual(maxDepth);
				else expect(depth).toBeGreaterThan(1);
				const held = rowsByNode(tree, [], cells);
				for (const rows of held) expect(rows.length).toBeGreaterThanOrEqual(minChildRows);
			}
		}
	});

	it('never falls along a column that may only rise, whatever the others are', async () => {
		const cells = cellsOf(9, 500);
		const bent = { ...cells, y: cells.y.map((y, row) => y - 2 * Math.cos((cells.x[1]?.[row] ?? 0) / 4)) };
		for (const objective of ['squared', 'absolute', 'quantile', 'poisson']) {
			const y = objective === 'poisson' ? bent.y.map((value) => Math.max(0, Math.round(2 + value))) : bent.y;
			for (const direction of [1, -1] as const) {
				const { trees, base } = await grow(
					{ ...bent, y },
					{ rounds: 30, leaves: 12, learningRate: 0.2, objective, l1: 0.1 },
					{ directions: [0, direction] }
				);
				expect(trees.some(({ feature }) => feature.includes(1))).toBe(true);
				for (const a of [NaN, 0, 3, 7, 12]) {
					const along = Array.from({ length: 31 }, (_, b) =>
						trees.reduce((sum, tree) => sum + (tree.value[leafOf(tree, [a, b])] ?? 0), base[0] ?? 0)
					);
					along.forEach((value, b) => {
						if (b > 0) expect(direction * (value - (along[b - 1] ?? 0))).toBeGreaterThanOrEqual(-1e-9);
					});
				}
			}
		}
	});
});

/** Each category against the others. */
function singles(column: readonly number[], all: readonly number[], count: number): Set<number>[] {
	return Array.from({ length: count }, (_, category) => new Set(all.filter((row) => column[row] === category)));
}

function depthOf(tree: Tree, node: number): number {
	if ((tree.feature[node] ?? -1) < 0) return 0;
	return 1 + Math.max(depthOf(tree, tree.left[node] ?? 0), depthOf(tree, tree.right[node] ?? 0));
}

function leafOf(tree: Tree, values: readonly number[]): number {
	let node = 0;
	for (let feature = tree.feature[0] ?? -1; feature >= 0; feature = tree.feature[node] ?? -1) {
		const value = values[feature] ?? NaN;
		const left = Number.isNaN(value) ? tree.missingLeft[node] === 1 : value <= (tree.threshold[node] ?? 0);
		node = (left ? tree.left[node] : tree.right[node]) ?? 0;
	}
	return node;
}
