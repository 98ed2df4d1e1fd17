import { base64Encode } from '@bufbuild/protobuf/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ColumnRule, Wanted } from '$lib/core/clarify/counterfactual';
import { findCounterfactuals } from '$lib/core/clarify/counterfactuals';
import { modelToOnnx } from '$lib/core/model/onnx';
import type { Model } from '$lib/core/model/model';
import { seededRandom } from '$lib/core/random';
import { createPredictor } from '$lib/engines/onnx/predictor';
import { tableOfCells, type Cells } from './brute-counterfactuals';
import {
	answerOf,
	applied,
	backgroundOf,
	find,
	jobOf,
	modelOf,
	noGraph,
	randomLinear,
	randomNet,
	randomTrees,
	values,
	yes
} from './counterfactual-cases';

const number = fc.record({
	immutable: fc.boolean(),
	least: fc.option(fc.integer({ min: -2, max: 4 }), { nil: undefined }),
	reach: fc.integer({ min: 0, max: 8 }),
	direction: fc.constantFrom('up' as const, 'down' as const, undefined)
});
const text = fc.record({
	immutable: fc.boolean(),
	categories: fc.option(fc.subarray(['red', 'green', 'blue', 'violet']), { nil: undefined })
});

interface Drawn {
	readonly immutable: boolean;
	readonly least: number | undefined;
	readonly reach: number;
	readonly direction: 'up' | 'down' | undefined;
}

function numberRule(column: string, { immutable, least, reach, direction }: Drawn): ColumnRule {
	return {
		column,
		immutable,
		...(least === undefined ? {} : { least, most: least + reach }),
		...(direction === undefined ? {} : { direction })
	};
}

const kinds: Record<string, (seed: number) => Model> = {
	trees: (seed) => modelOf(randomTrees(seed)),
	linear: (seed) => modelOf(randomLinear(seed)),
	net: (seed) => modelOf(randomNet(seed))
};

describe('rules of counterfactuals', () => {
	it.each(Object.keys(kinds))('hold for whatever is found, and it has the wanted answer: %s', async (kind) => {
		let met = 0;
		await fc.assert(
			fc.asyncProperty(
				fc.nat(500),
				number,
				number,
				text,
				fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
				fc.boolean(),
				async (seed, size, age, colour, maxChanges, isMissing) => {
					const random = seededRandom(seed);
					const model = kinds[kind]?.(seed) ?? modelOf(randomTrees(seed));
					const background = backgroundOf(random);
					const row = values.map((list, at) =>
						isMissing && at === 1 ? null : (list[Math.floor(random() * list.length)] ?? null)
					);
					const rules = [
						numberRule('size', size),
						numberRule('age', age),
						{
							column: 'colour',
							immutable: colour.immutable,
							...(colour.categories && { categories: colour.categories })
						},
						{ column: 'dose', whole: true }
					];
					const found = await find({ ...jobOf(model, row, background, yes), rules, maxChanges, count: 3 });
					for (const one of found.found) {
						met += 1;
						expect(one.changes.length).toBeLessThanOrEqual(maxChanges ?? 4);
						const answer = answerOf(model, applied(row, model, one.changes));
						expect(answer).toEqual([...one.answer]);
						expect(answer[1]).toBeGreaterThan(answer[0] ?? 1);
						for (const { column, from, to } of one.changes) {
							const rule: ColumnRule = rules.find((known) => known.column === column) ?? { column };
							expect(to).not.toEqual(from);
							expect(rule.immutable ?? false).toBe(false);
							if (typeof to === 'number') {
								expect(to).toBeGreaterThanOrEqual(rule.least ?? 0);
								expect(to).toBeLessThanOrEqual(rule.most ?? 7);
								expect(Number.isInteger(to)).toBe(true);
								if (rule.direction === 'up') expect(to).toBeGreaterThan(Number(from));
								if (rule.direction === 'down') expect(to).toBeLessThan(Number(from));
							} else expect(rule.categories ?? ['red', 'green', 'blue']).toContain(to);
						}
						const sets = found.found.map(({ changes }) => changes.map(({ column }) => column).join());
						expect(new Set(sets).size).toBe(sets.length);
					}
				}
			),
			{ numRuns: 150, seed: 7 }
		);
		expect(met).toBeGreaterThan(20);
	});

	it('a higher price of changes never gives more of them', async () => {
		for (let seed = 0; seed < 40; seed++) {
			const random = seededRandom(seed);
			const model = modelOf(randomTrees(seed));
			const row = values.map((list) => list[Math.floor(random() * list.length)] ?? null);
			const job = { ...jobOf(model, row, backgroundOf(random), yes), maxChanges: 2 };
			const changes: number[] = [];
			for (const changePenalty of [0, 0.2, 1, 5]) {
				const { found } = await find({ ...job, changePenalty });
				changes.push(found[0]?.changes.length ?? 0);
			}
			expect(changes).toEqual([...changes].sort((a, b) => b - a));
		}
	});
});

/** Says yes only to size above 4 and colour green. */
const picky = modelOf({
	type: 'trees',
	base: [-1],
	trees: [
		{
			feature: [0, -1, 4, -1, -1],
			threshold: [4, 0, 0.5, 0, 0],
			left: [1, -1, 3, -1, -1],
			right: [2, -1, 4, -1, -1],
			missingLeft: [1, 0, 1, 0, 0],
			value: [0, 0, 0, 0, 2],
			cover: [9, 4, 5, 2, 3],
			output: 0
		}
	]
});
const background = backgroundOf(seededRandom(3));
const ask = (row: Cells, rules: readonly ColumnRule[], more: object = {}) =>
	find({ ...jobOf(picky, row, background, yes), rules, ...more });

describe('where there is no counterfactual', () => {
	it('the rule in the way is named, with what letting it go would give', async () => {
		const found = await ask(
			[2, 1, 'green', 0],
			[
				{ column: 'size', immutable: true },
				{ column: 'age', immutable: true }
			]
		);
		expect([found.status, found.ended]).toEqual(['none', 'complete']);
		expect(found.blockers).toMatchObject([
			{ column: 'size', instead: { changes: [{ column: 'size', from: 2, to: 5 }] } }
		]);
		expect(found.closest?.[1]).toBeCloseTo(1 / (1 + Math.E), 6);
	});

	it('rules that only together stand in the way are said to', async () => {
		const found = await ask(
			[2, 1, 'red', 0],
			[
				{ column: 'size', most: 4 },
				{ column: 'colour', categories: ['blue'] }
			]
		);
		expect(found.blockers).toEqual([]);
		expect(found.withoutRules?.changes.map(({ column, to }) => [column, to])).toEqual([
			['size', 5],
			['colour', 'green']
		]);
	});

	it('the bound on changes is named', async () => {
		const found = await ask([2, 1, 'red', 0], [], { maxChanges: 1 });
		expect([found.status, found.provenChanges, found.blockers.length]).toEqual(['none', 1, 0]);
		expect(found.withMoreChanges?.changes.length).toBe(2);
		expect((await ask([2, 1, 'red', 0], [], { maxChanges: 2 })).found[0]?.changes.length).toBe(2);
	});

	it('and an answer the model never gives has no way at all', async () => {
		const never = await ask([2, 1, 'red', 0], [], { wanted: { type: 'class', classIndex: 1, probability: 0.99 } });
		expect(never).toMatchObject({ status: 'none', blockers: [], withMoreChanges: null, withoutRules: null });
	});

	it('every column locked is answered at once', async () => {
		const found = await ask(
			[2, 1, 'red', 0],
			['size', 'age', 'colour', 'dose'].map((column) => ({ column, immutable: true }))
		);
		expect([found.status, found.withoutRules?.changes.length]).toEqual(['none', 2]);
	});
});

describe('edges of counterfactuals', () => {
	it('a row that has the wanted answer already says so', async () => {
		expect(await ask([6, 1, 'green', 0], [])).toMatchObject({ status: 'already', found: [], evaluations: 1 });
	});

	it('missing values may be filled, never made', async () => {
		const found = await ask([null, null, 'green', null], []);
		expect(found.found[0]?.changes).toEqual([{ column: 'size', from: NaN, to: 5, distance: 1 }]);
		expect((await ask([null, 1, 'green', 0], [{ column: 'size', direction: 'up' }])).status).toBe('none');
		expect((await ask([2, 1, null, 0], [])).found[0]?.changes.map(({ to }) => to)).toEqual([5, 'green']);
	});

	it('no background, one row, constants and endless numbers do not break it', async () => {
		const row: Cells = [2, 1, 'red', 0];
		const empty = { background: tableOfCells(picky, []) };
		expect(await ask(row, [], empty)).toMatchObject({ status: 'none', provenChanges: expect.any(Number) as number });
		const rules = [
			{ column: 'size', least: 0, most: 9 },
			{ column: 'colour', categories: ['green', '💚', "o'k"] }
		];
		expect((await ask(row, rules, empty)).found[0]?.changes.map(({ to }) => to)).toEqual([5, 'green']);
		const same = {
			background: tableOfCells(picky, [
				[6, 1, 'green', 0],
				[6, 1, 'green', 0]
			])
		};
		expect((await ask(row, [], same)).found[0]?.changes.map(({ to }) => to)).toEqual([5, 'green']);
		expect((await ask([-Infinity, 1, 'green', 0], [])).found[0]?.changes[0]?.to).toBe(5);
	});

	it('what cannot be asked is refused', async () => {
		const row: Cells = [2, 1, 'red', 0];
		const wrong = (wanted: Wanted) => ask(row, [], { wanted });
		await expect(wrong({ type: 'range', least: 0, most: 1 })).rejects.toMatchObject({ code: 'clarify/wanted-invalid' });
		await expect(wrong({ type: 'class', classIndex: 5, probability: null })).rejects.toMatchObject({
			details: { reason: 'no-class' }
		});
		await expect(ask(row, [{ column: 'nowhere' }])).rejects.toMatchObject({ code: 'clarify/rule-invalid' });
		await expect(ask(row, [{ column: 'size', categories: ['a'] }])).rejects.toMatchObject({
			details: { column: 'size', reason: 'not-category' }
		});
	});

	it('the time limit ends it and is said; an abort is heard', async () => {
		let time = 0;
		const job = jobOf(modelOf(randomNet(29)), [2, 6, 'red', 1], background, {
			type: 'class',
			classIndex: 1,
			probability: 0.9
		});
		const finer = { ...job, row: tableOfCells(job.model, [[2, 6, 'red', 1.003]]), timeLimit: 5 };
		const late = await find(finer, () => time++);
		expect(late.ended).toBe('time');
		const stop = () => Promise.reject(new DOMException('stop', 'AbortError'));
		await expect(findCounterfactuals(finer, noGraph, () => 0, stop)).rejects.toMatchObject({ name: 'AbortError' });
	});

	it('a graph is asked like any other model', async () => {
		const graph: Model = {
			...picky,
			encoders: [],
			features: picky.inputs.map(({ name }) => name),
			featureInputs: [0, 1, 2, 3],
			estimator: { type: 'graph', onnx: base64Encode(modelToOnnx(picky)) }
		};
		const job = jobOf(graph, [2, 1, 'red', 0], background, yes);
		const found = await findCounterfactuals(
			{ ...job, count: 2 },
			createPredictor(),
			() => 0,
			() => Promise.resolve()
		);
		expect(found.found[0]?.changes.map(({ to }) => to)).toEqual([5, 'green']);
		expect(found.found[0]?.method).toBe('every-value');
	});
});
