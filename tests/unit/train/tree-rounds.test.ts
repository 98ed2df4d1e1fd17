import { describe, expect, it } from 'vitest';
import type { TensorFacts } from '$lib/core/profile/tensor-facts';
import { seededRandom } from '$lib/core/random';
import type { FitState } from '$lib/core/train/fit-state';
import type { FitHooks, Problem, StepLosses } from '$lib/core/train/problem';
import { loadTreesKernel } from '$lib/engines/kernels/load';
import { fitAlone, fitHooks, treeProblem, type Cells, type Change } from './tree-problem';

/** A number, one that says nothing, and 20 categories. */
function cellsOf(seed: number, rows: number, classes: number): Cells {
	const random = seededRandom(seed);
	const list = Array.from({ length: rows }, (_, row) => row);
	const [a, b, code] = [list.map(random), list.map(random), list.map(() => Math.floor(random() * 20))];
	const score = list.map((row) => Math.sin(6 * (a[row] ?? 0)) + (((code[row] ?? 0) * 7) % 20) / 10 + random() - 1.5);
	return { x: [a, b, code], y: score.map((s) => Math.min(classes - 1, Math.max(0, Math.floor(s + classes / 2)))) };
}

const params = { rounds: 20, leaves: 6, rowSample: 0.6, columnSample: 0.7, minChildWeight: 0.5 };
const problemOf = (change: Change = {}, more: Readonly<Record<string, number>> = {}, classes = 2): Problem =>
	treeProblem(cellsOf(1, 300, classes), { ...params, ...more }, cellsOf(2, 200, classes), {
		loss: classes === 2 ? 'logistic' : 'softmax',
		outputs: classes === 2 ? 1 : classes,
		categories: [0, 0, 20],
		...change
	});
const fit = async (problem: Problem, curve: StepLosses[] = [], change: Partial<FitHooks> = {}) =>
	fitAlone(await loadTreesKernel(), problem, fitHooks(curve, change));

describe('rounds of trees', () => {
	it.each([2, 3])('that were cut and resumed end in the same model to the bit, of %i classes', async (classes) => {
		const whole: StepLosses[] = [];
		const uncut = await fit(problemOf({}, {}, classes), whole);
		let state: FitState | null = null;
		const before: StepLosses[] = [];
		await fit(problemOf({}, {}, classes), before, {
			step: (losses) => {
				before.push(losses);
				return { isBest: losses.step === 5, stop: losses.step === 8 };
			},
			checkpoint: async (step, take) => {
				if (step === 7) state = await take();
			}
		});
		const after: StepLosses[] = [];
		expect(await fit(problemOf({}, {}, classes), after, { restored: state })).toEqual(uncut);
		expect([...before.slice(0, 7), ...after]).toEqual(whole);
	});

	it('draw other rows and columns for another seed, and each round anew', async () => {
		const [a, b] = [await fit(problemOf()), await fit(problemOf({ seed: 1 }))];
		expect(a.trees).not.toEqual(b.trees);
		const sizes = a.trees.map(({ cover }) => cover[0] ?? 0);
		expect(new Set(sizes).size).toBeGreaterThan(3);
		const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
		expect(Math.abs(mean / 300 - 0.6)).toBeLessThan(0.05);
		const used = a.trees.map(({ feature }) => new Set(feature.filter((f) => f >= 0).map((f) => Math.min(f, 2))));
		for (const columns of used) expect(columns.size).toBeLessThanOrEqual(2);
		expect(new Set(used.flatMap((columns) => [...columns])).size).toBe(3);
	});

	it('end when they are told to, and come back as the best one when that is asked for', async () => {
		const stopAt = (keepsBest: boolean) =>
			fit(problemOf(), [], {
				keepsBest,
				step: ({ step }) => ({ isBest: step <= 4, stop: step === 9 })
			});
		const uncut = await fit(problemOf());
		expect((await stopAt(false)).trees).toHaveLength(9);
		expect((await stopAt(true)).trees).toHaveLength(4);
		expect((await stopAt(true)).trees.map(({ value }) => value)).toEqual(
			uncut.trees.slice(0, 4).map(({ value }) => value)
		);
		expect((await fit(problemOf(), [], { looks: () => true, show: (round) => round === 3 })).trees).toHaveLength(3);
	});

	it('show rules in every round how deep their trees are and what each column brought', async () => {
		const shown: (readonly TensorFacts[])[] = [];
		const names = { featureNames: ['wave', 'noise', 'code'] };
		const { trees } = await fit(problemOf(names, { maxDepth: 3, columnSample: 1 }), [], {
			looks: (_, every) => every === 1,
			show: (_, facts) => {
				shown.push(facts);
				return false;
			}
		});
		expect(shown).toHaveLength(trees.length);
		const last = shown.at(-1) ?? [];
		const [depth, ...shares] = last;
		expect(depth).toMatchObject({ name: 'tree', role: 'depth', most: 3 });
		expect(shares.map(({ name, role }) => `${role} ${name}`)).toEqual([
			'importance wave',
			'importance noise',
			'importance code'
		]);
		expect(shares.reduce((sum, { mean }) => sum + mean, 0)).toBeCloseTo(1, 10);
		expect(shares[1]?.mean).toBeLessThan(Math.min(shares[0]?.mean ?? 0, shares[2]?.mean ?? 0));
	});
});
