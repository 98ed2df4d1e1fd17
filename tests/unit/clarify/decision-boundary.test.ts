import { describe, expect, it } from 'vitest';
import { decisionLines, decisionMap } from '$lib/core/clarify/decision-boundary';
import type { Model } from '$lib/core/model/model';
import { seededRandom } from '$lib/core/random';
import { tableOfCells, type Cells } from './brute-counterfactuals';
import {
	answerOf,
	backgroundOf,
	modelOf,
	noGraph,
	randomLinear,
	randomNet,
	randomTrees,
	values
} from './counterfactual-cases';

const jobOf = (model: Model, row: Cells, background: readonly Cells[]) => ({
	model,
	row: tableOfCells(model, [row]),
	background: tableOfCells(model, background)
});
const called = (answer: readonly number[], { threshold }: Model) =>
	threshold === undefined ? answer.indexOf(Math.max(...answer)) : Number((answer[1] ?? NaN) >= threshold);
const drawn = (seed: number): Cells => {
	const random = seededRandom(seed + 77);
	return values.map((list) => list[Math.floor(random() * list.length)] ?? null);
};
const background = backgroundOf(seededRandom(5));

/** By definition: every value of the column's grid is asked, and neighbours that differ are flips. */
function bruteFlips(model: Model, row: Cells, at: number, grid: readonly number[]) {
	const classes = grid.map((value) =>
		called(
			answerOf(
				model,
				row.map((cell, place) => (place === at ? value : cell))
			),
			model
		)
	);
	return grid.slice(1).flatMap((above, k) => {
		const [from, to] = [classes[k], classes[k + 1]];
		return from === to ? [] : [{ below: grid[k], above, from, to }];
	});
}

describe('the answer along a column', () => {
	it.each([
		['trees', (seed: number) => modelOf(randomTrees(seed))],
		['trees that call from 0.6 on', (seed: number) => ({ ...modelOf(randomTrees(seed)), threshold: 0.6 })],
		['trees of three classes', (seed: number) => modelOf(randomTrees(seed, 3), 'softmax', 3)],
		['linear', (seed: number) => modelOf(randomLinear(seed))],
		['a net', (seed: number) => modelOf(randomNet(seed))]
	])('flips where asking every value says it does: %s', async (_, make) => {
		let met = 0;
		for (let seed = 0; seed < 25; seed++) {
			const model = make(seed);
			const row = drawn(seed);
			const { answer, lines } = await decisionLines(jobOf(model, row, background), noGraph);
			expect(answer).toEqual(answerOf(model, row));
			for (const [at, grid] of values.entries()) {
				const line = lines[at];
				if (line?.type !== 'number') continue;
				const expected = bruteFlips(model, row, at, grid.map(Number));
				expect(line.flips).toEqual(expected);
				expect(line.isWhole).toBe(true);
				met += expected.length;
			}
		}
		expect(met).toBeGreaterThan(8);
	});

	it('of trees finds an island that even spacing passes over', async () => {
		const island = modelOf({
			type: 'trees',
			base: [-1],
			trees: [
				{
					feature: [0, -1, 0, -1, -1],
					threshold: [1234.5, 0, 1237.5, 0, 0],
					left: [1, -1, 3, -1, -1],
					right: [2, -1, 4, -1, -1],
					missingLeft: [1, 0, 1, 0, 0],
					value: [0, 0, 0, 2, 0],
					cover: [9, 4, 5, 2, 3],
					output: 0
				}
			]
		});
		const wide: Cells[] = [
			[0, 1, 'red', 0],
			[100_000, 1, 'red', 0]
		];
		const { lines } = await decisionLines(jobOf(island, [5, 1, 'red', 0], wide), noGraph);
		expect(lines[0]?.flips).toEqual([
			{ below: 1234, above: 1235, from: 0, to: 1 },
			{ below: 1237, above: 1238, from: 1, to: 0 }
		]);
	});

	it('narrows a flip of another model down to neighbours at the precision of the column', async () => {
		const straight = modelOf({ type: 'linear', weights: [[0.001, 0, 0, 0, 0, 0, 0]], bias: [-12.3456] });
		const wide: Cells[] = [
			[0, 1, 'red', 0],
			[100_000, 1, 'red', 0]
		];
		const { lines } = await decisionLines(jobOf(straight, [5, 1, 'red', 0], wide), noGraph);
		expect(lines[0]).toMatchObject({ flips: [{ below: 12345, above: 12346, from: 0, to: 1 }], isWhole: false });
		expect(lines[0]?.values.length).toBe(101);
	});

	it('of numbers, missing values, constants and no background has what there is', async () => {
		const number = modelOf(randomTrees(3), 'identity');
		const { answer, lines } = await decisionLines(jobOf(number, [null, null, null, 0], []), noGraph);
		expect(answer.length).toBe(1);
		expect(lines.map(({ values: all, flips }) => [all.length, flips.length])).toEqual([
			[0, 0],
			[0, 0],
			[0, 0],
			[1, 0]
		]);
		await expect(
			decisionLines({ ...jobOf(number, [1, 1, 'red', 0], []), row: tableOfCells(number, []) }, noGraph)
		).rejects.toMatchObject({ code: 'table/empty' });
	});
});

describe('the map of two columns', () => {
	it('holds the answers of every pair', async () => {
		const model = modelOf(randomTrees(4, 3), 'softmax', 3);
		const row = drawn(2);
		const map = await decisionMap({ ...jobOf(model, row, background), columns: ['age', 'colour'] }, noGraph);
		const [ages, colours] = map.values;
		expect([[...ages], [...colours].sort()]).toEqual([values[1], ['blue', 'green', 'red']]);
		ages.forEach((age, a) =>
			colours.forEach((colour, b) => {
				const from = (a * colours.length + b) * 3;
				const cells = [row[0] ?? null, age, colour, row[3] ?? null];
				expect([...map.answers.subarray(from, from + 3)]).toEqual(answerOf(model, cells));
			})
		);
		await expect(
			decisionMap({ ...jobOf(model, row, background), columns: ['age', 'nowhere'] }, noGraph)
		).rejects.toMatchObject({ code: 'model/input-missing' });
	});
});
