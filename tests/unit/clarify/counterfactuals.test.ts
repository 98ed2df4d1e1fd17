import { describe, expect, it } from 'vitest';
import type { Wanted } from '$lib/core/clarify/counterfactual';
import type { Model } from '$lib/core/model/model';
import { seededRandom } from '$lib/core/random';
import { bruteCounterfactuals, withoutSupersets, type Cells } from './brute-counterfactuals';
import {
	answerOf,
	applied,
	backgroundOf,
	find,
	jobOf,
	medianDeviation,
	modelOf,
	randomLinear,
	randomNet,
	randomTrees,
	values,
	yes
} from './counterfactual-cases';

const isYes = ([no = 0, yes = 0]: readonly number[]) => yes > no;
function netCase(seed: number, grid: readonly Cells[]) {
	const random = seededRandom(seed + 900);
	const model = modelOf(randomNet(seed));
	const finest = grid[3]?.map((dose): Cells => [3, 3, 'red', dose]).slice(0, 2) ?? [];
	const background = [...backgroundOf(random), ...finest];
	const row = grid.map((list) => list[Math.floor(random() * list.length)] ?? null);
	const scales = grid.map((_, at) => medianDeviation(background.map((cells) => cells[at])) || 1);
	return { model, background, row, scales };
}

interface Case {
	readonly name: string;
	readonly model: (seed: number) => Model;
	readonly wanted: Wanted;
	readonly isWanted: (answer: readonly number[]) => boolean;
	readonly method: string;
}
const exactCases: readonly Case[] = [
	{
		name: 'trees, two classes',
		model: (seed) => modelOf(randomTrees(seed)),
		wanted: yes,
		isWanted: ([no = 0, yes = 0]) => yes > no,
		method: 'cuts'
	},
	{
		name: 'trees that call from 0.65 on',
		model: (seed) => ({ ...modelOf(randomTrees(seed)), threshold: 0.65 }),
		wanted: yes,
		isWanted: ([, yes = 0]) => yes >= 0.65,
		method: 'cuts'
	},
	{
		name: 'trees that call the other from 0.3 on',
		model: (seed) => ({ ...modelOf(randomTrees(seed)), threshold: 0.3 }),
		wanted: { type: 'class', classIndex: 0, probability: null },
		isWanted: ([, yes = 1]) => yes < 0.3,
		method: 'cuts'
	},
	{
		name: 'trees, at least so probable',
		model: (seed) => modelOf(randomTrees(seed)),
		wanted: { type: 'class', classIndex: 0, probability: 0.7 },
		isWanted: ([no = 0]) => no >= 0.7,
		method: 'cuts'
	},
	{
		name: 'trees, three classes',
		model: (seed) => modelOf(randomTrees(seed, 3), 'softmax', 3),
		wanted: { type: 'class', classIndex: 2, probability: null },
		isWanted: ([a = 0, b = 0, c = 0]) => c > a && c > b,
		method: 'cuts'
	},
	{
		name: 'trees, a number',
		model: (seed) => modelOf(randomTrees(seed), 'identity'),
		wanted: { type: 'range', least: 0.5, most: 1 },
		isWanted: ([y = 0]) => y >= 0.5 && y <= 1,
		method: 'cuts'
	},
	{
		name: 'linear, two classes',
		model: (seed) => modelOf(randomLinear(seed)),
		wanted: yes,
		isWanted: ([no = 0, yes = 0]) => yes > no,
		method: 'closed-form'
	},
	{
		name: 'linear, a number within bounds',
		model: (seed) => modelOf(randomLinear(seed), 'identity'),
		wanted: { type: 'range', least: 0.5, most: 0.8 },
		isWanted: ([y = 0]) => y >= 0.5 && y <= 0.8,
		method: 'closed-form'
	}
];

describe('nearest counterfactuals', () => {
	const priced = exactCases.flatMap((one) => [0.5, 0].map((penalty) => ({ ...one, penalty })));
	it.each(priced)(
		'are those of brute force with up to two changes: $name, penalty $penalty',
		async ({ penalty, ...one }) => {
			let met = 0;
			for (let seed = 0; seed < 40; seed++) {
				const random = seededRandom(seed + 500);
				const model = one.model(seed);
				const background = backgroundOf(random);
				const row = values.map((list) => list[Math.floor(random() * list.length)] ?? null);
				const scales = values.map((_, at) => medianDeviation(background.map((cells) => cells[at])) || 1);
				const job = {
					...jobOf(model, row, background, one.wanted),
					count: 3,
					maxChanges: 2,
					changePenalty: penalty
				};
				const found = await find(job);
				if (one.isWanted(answerOf(model, row))) {
					expect(found.status).toBe('already');
					continue;
				}
				const brute = withoutSupersets(bruteCounterfactuals(model, row, values, scales, one.isWanted, 2, penalty));
				const expected = brute.slice(0, 3).map(({ cost }) => cost);
				expect(found.found.map(({ cost }) => cost)).toEqual(expected.map((cost) => expect.closeTo(cost, 9) as number));
				expect(found.provenChanges).toBe(2);
				for (const { changes, answer, method, proven } of found.found) {
					met += 1;
					expect(one.isWanted(answerOf(model, applied(row, model, changes)))).toBe(true);
					expect([...answer]).toEqual(answerOf(model, applied(row, model, changes)));
					expect([method, proven]).toEqual([one.method, true]);
				}
			}
			expect(met).toBeGreaterThan(20);
		}
	);

	it('of a net small enough are those of brute force with any number of changes, or proven not to be there', async () => {
		let met = 0;
		for (let seed = 0; seed < 30; seed++) {
			const { model, background, row, scales } = netCase(seed, values);
			if (isYes(answerOf(model, row))) continue;
			const brute = withoutSupersets(bruteCounterfactuals(model, row, values, scales, isYes, 4, 0.5)).slice(0, 3);
			const found = await find({ ...jobOf(model, row, background, yes), count: 3 });
			expect(found.found.map(({ cost }) => cost)).toEqual(brute.map(({ cost }) => expect.closeTo(cost, 9) as number));
			expect(found.provenChanges).toBe(4);
			met += found.found.length;
		}
		expect(met).toBeGreaterThan(15);
	});

	it('of a net too large for that are exact for one change and near for more', async () => {
		const finer = [...values.slice(0, 3), Array.from({ length: 201 }, (_, k) => k / 100)];
		let met = 0;
		for (let seed = 0; seed < 30; seed++) {
			const { model, background, row, scales } = netCase(seed, finer);
			if (isYes(answerOf(model, row))) continue;
			const best = (most: number) => bruteCounterfactuals(model, row, finer, scales, isYes, most, 0.5)[0]?.cost;
			const one = await find({ ...jobOf(model, row, background, yes), maxChanges: 1 });
			const least = best(1);
			expect(one.found[0]?.cost).toEqual(least === undefined ? undefined : expect.closeTo(least, 9));
			const all = await find(jobOf(model, row, background, yes));
			const nearest = best(4);
			expect(all.found.length > 0).toBe(nearest !== undefined);
			if (nearest === undefined) continue;
			met += 1;
			expect(all.provenChanges).toBe(1);
			expect(all.found[0]?.cost).toBeGreaterThanOrEqual(nearest - 1e-9);
			expect(all.found[0]?.cost).toBeLessThanOrEqual(nearest * 1.1);
		}
		expect(met).toBeGreaterThan(8);
	});
});
