import { describe, expect, it } from 'vitest';
import { explain } from '$lib/core/clarify/explain';
import { explainedChange } from '$lib/core/clarify/explained-change';
import { usualRow } from '$lib/core/clarify/usual-row';
import { seededRandom } from '$lib/core/random';
import { LatestTurn } from '$lib/state/latest-turn';
import { tableOfCells, type Cells } from './brute-counterfactuals';
import { backgroundOf, modelOf, noGraph, randomNet, randomTrees } from './counterfactual-cases';

describe('what changed the answer', () => {
	it.each([
		['exact', modelOf(randomTrees(3)), 'auto' as const],
		['estimated', modelOf(randomNet(3)), 'permutation' as const]
	])('adds up from the first answer to the second: %s', async (_, model, method) => {
		const rows: Cells[] = [
			[1, 2, 'red', 0.3],
			[6, 2, 'green', 1.7]
		];
		const background = tableOfCells(model, backgroundOf(seededRandom(1)));
		const job = { model, rows: tableOfCells(model, rows), background, method, samples: 40, seed: 1 };
		const found = await explain({ ...job, output: 'margin' }, noGraph, () => Promise.resolve());
		const change = explainedChange(found);
		const [before, after] = found.predictions;
		expect([change.baseValue, change.predictions[0], change.predictions.length]).toEqual([before, after, 1]);
		expect(change.values.reduce((sum, value) => sum + value, before ?? 0)).toBeCloseTo(after ?? 0, 5);
		const [first] = change.importance;
		expect(first?.meanAbs).toBe(Math.max(...change.values.map(Math.abs)));
		const { errors } = found;
		if (!errors) expect(change.errors).toBeNull();
		else expect(change.errors?.[0]).toBeCloseTo(Math.sqrt((errors[0] ?? 0) ** 2 + (errors[4] ?? 0) ** 2), 12);
	});
});

describe('the usual row', () => {
	const inputs = [
		{ name: 'size', type: 'number' as const, kind: 'numeric' },
		{ name: 'colour', type: 'text' as const, kind: 'categorical' }
	];

	it('has the lower median and the commonest category, whatever is missing', () => {
		const rows = [
			[3, 'red'],
			[NaN, ''],
			[1, 'blue'],
			[10, 'blue'],
			[2, ''],
			[Infinity, '']
		];
		expect(usualRow(inputs, rows)).toEqual([2, 'blue']);
	});

	it('is missing where there is nothing', () => {
		expect(usualRow(inputs, [])).toEqual([NaN, '']);
		expect(usualRow(inputs, [[NaN, '']])).toEqual([NaN, '']);
	});
});

describe('the latest turn', () => {
	it('runs one thing at a time, and of what waits only the last', async () => {
		const turn = new LatestTurn();
		const ran: number[] = [];
		const work = (n: number) => async () => {
			await new Promise((resolve) => setTimeout(resolve, 1));
			ran.push(n);
		};
		const first = turn.run(work(1));
		void turn.run(work(2));
		void turn.run(work(3));
		await first;
		expect(ran).toEqual([1, 3]);
		await turn.run(work(4));
		expect(ran).toEqual([1, 3, 4]);
	});

	it('goes on after a failure', async () => {
		const turn = new LatestTurn();
		await expect(turn.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
		let ran = false;
		await turn.run(() => Promise.resolve(void (ran = true)));
		expect(ran).toBe(true);
	});
});
