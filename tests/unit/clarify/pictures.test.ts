import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explanationBySource, interactionsBySource, sourceGroups } from '$lib/core/clarify/by-source';
import type { Explanation } from '$lib/core/clarify/explanation';
import type { Interactions } from '$lib/core/clarify/interaction';
import { drawnRows, forceParts, levelsOf, likelyPartners, swarmDots, waterfallSteps } from '$lib/core/clarify/pictures';
import { seededRandom } from '$lib/core/random';
import { numberVector, textVector, type Columns } from '$lib/core/table/columns';

const features = ['a', 'b', 'c', 'd'];

function explanation(seed: number, rows: number): Explanation {
	const random = seededRandom(seed);
	const values = Float64Array.from({ length: rows * features.length }, () => random() * 2 - 1);
	const predictions = Float64Array.from({ length: rows }, (_, row) =>
		values.subarray(row * 4, row * 4 + 4).reduce((sum, value) => sum + value, 0.5)
	);
	return {
		method: 'permutation',
		exact: false,
		output: 'margin',
		baseValue: 0.5,
		background: 3,
		features,
		predictions,
		values,
		errors: values.map((value) => Math.abs(value) / 10),
		importance: features.map((feature) => ({ feature, meanAbs: 1 }))
	};
}

const seeds = fc.integer({ min: 0, max: 1e6 });

describe('a row as a picture', () => {
	it('goes from the base value to the answer, however many columns are shown', () => {
		fc.assert(
			fc.property(seeds, fc.integer({ min: 1, max: 6 }), (seed, most) => {
				const found = explanation(seed, 3);
				const steps = waterfallSteps(found, 1, most);
				expect(steps.length).toBe(Math.min(most, 4));
				expect(steps[0]?.from).toBe(0.5);
				expect(steps.at(-1)?.to).toBeCloseTo(found.predictions[1] ?? NaN, 12);
				expect(steps.reduce((sum, { columns }) => sum + columns, 0)).toBe(4);
			})
		);
	});

	it('has forces that meet at the answer and end at the base value', () => {
		fc.assert(
			fc.property(seeds, (seed) => {
				const found = explanation(seed, 2);
				const answer = found.predictions[0] ?? NaN;
				const parts = forceParts(found, 0, 4);
				for (const { value, from, to } of parts) {
					expect(to - from).toBeCloseTo(Math.abs(value), 12);
					if (value >= 0) expect(to).toBeLessThanOrEqual(answer + 1e-12);
					else expect(from).toBeGreaterThanOrEqual(answer - 1e-12);
				}
				const up = parts.filter(({ value }) => value >= 0).reduce((sum, { value }) => sum + value, 0);
				const down = parts.filter(({ value }) => value < 0).reduce((sum, { value }) => sum + value, 0);
				expect(answer - up - down).toBeCloseTo(0.5, 12);
			})
		);
	});
});

describe('levels', () => {
	it('place numbers by rank, ties alike, and know none for text and missing cells', () => {
		expect(levelsOf([3, 1, null, 'x', 1, 2])).toEqual([1, 0, null, null, 0, 2 / 3]);
		expect(levelsOf([7])).toEqual([0.5]);
		expect(levelsOf([])).toEqual([]);
	});

	it('come with the dots of the rows drawn', () => {
		const found = explanation(1, 9);
		const rows: Columns = {
			rows: 9,
			columns: [{ name: 'a', type: 'DOUBLE', vector: numberVector([9, 8, 7, 6, 5, 4, 3, 2, null]) }]
		};
		const dots = swarmDots(found, rows, ['a', 'b'], drawnRows(9, 4));
		expect(dots.map(({ row }) => row)).toEqual([0, 2, 4, 6, 0, 2, 4, 6]);
		expect(dots[0]).toMatchObject({ feature: 'a', value: found.values[0], level: 1 });
		expect(dots[4]?.level).toBe(null);
	});

	it('never draw more rows than there are, or more than asked for', () => {
		expect(drawnRows(3, 10)).toEqual([0, 1, 2]);
		expect(drawnRows(0, 10)).toEqual([]);
		expect(drawnRows(10_000, 250)).toHaveLength(250);
	});
});

it('guesses the partner that a column’s values hang together with', () => {
	const random = seededRandom(3);
	const cells = features.map(() => Array.from({ length: 400 }, () => random()));
	const words = Array.from({ length: 400 }, () => (random() < 0.5 ? 'left' : 'right'));
	const rows: Columns = {
		rows: 400,
		columns: features.map((name, at) => ({
			name,
			type: at === 2 ? 'VARCHAR' : 'DOUBLE',
			vector: at === 2 ? textVector(words) : numberVector(cells[at] ?? [])
		}))
	};
	const found = explanation(2, 400);
	words.forEach((word, row) => (found.values[row * 4] = (cells[0]?.[row] ?? 0) + (word === 'left' ? 1 : -1)));
	expect(likelyPartners(found, rows, 'a')[0]?.feature).toBe('c');
});

describe('by source', () => {
	const sources = new Map([
		['a', ['x']],
		['b', ['y', 'x']],
		['c', ['x', 'y']]
	]);

	it('shares what is made of several columns and keeps what is not known', () => {
		expect(sourceGroups(features, sources)).toEqual({ names: ['x', 'x + y', 'd'], places: [0, 1, 1, 2] });
		expect(sourceGroups(['x + y', 'b'], sources)).toEqual({ names: ['x + y', 'x + y (2)'], places: [0, 1] });
	});

	it('still adds up to every answer, with errors that are no smaller', () => {
		fc.assert(
			fc.property(seeds, (seed) => {
				const found = explanation(seed, 3);
				const folded = explanationBySource(found, sourceGroups(features, sources));
				folded.predictions.forEach((prediction, row) => {
					const values = folded.values.subarray(row * 3, row * 3 + 3);
					expect(values.reduce((sum, value) => sum + value, folded.baseValue)).toBeCloseTo(prediction, 12);
					expect(folded.errors?.[row * 3 + 1]).toBeGreaterThanOrEqual(found.errors?.[row * 4 + 1] ?? NaN);
				});
				expect(folded.importance).toHaveLength(3);
			})
		);
	});

	it('keeps the rows of interaction matrices adding up', () => {
		const found = explanation(4, 2);
		const values = new Float64Array(2 * 16);
		for (let row = 0; row < 2; row++)
			for (let i = 0; i < 4; i++)
				for (let j = 0; j <= i; j++) {
					const value = (row + 1) * (i + 1) * (j + 2);
					values[row * 16 + i * 4 + j] = value;
					values[row * 16 + j * 4 + i] = value;
				}
		const pairs: Interactions = {
			method: 'tree',
			exact: true,
			output: 'margin',
			background: 3,
			features,
			rowCount: 2,
			meanAbs: new Float64Array(16),
			values
		};
		const shapley = Float64Array.from({ length: 8 }, (_, at) =>
			values.subarray(at * 4, at * 4 + 4).reduce((sum, value) => sum + value, 0)
		);
		const groups = sourceGroups(features, sources);
		const folded = interactionsBySource(pairs, groups);
		const sums = explanationBySource({ ...found, values: shapley }, groups).values;
		sums.forEach((value, at) =>
			expect(folded.values.subarray(at * 3, at * 3 + 3).reduce((sum, part) => sum + part, 0)).toBeCloseTo(value, 9)
		);
	});
});
