import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExplainJob } from '$lib/core/clarify/explanation';
import { explain } from '$lib/core/clarify/explain';
import { interact, type InteractionJob, type Interactions } from '$lib/core/clarify/interaction';
import { seededRandom } from '$lib/core/random';
import { go, job, modelOf, predictor, randomTrees, seeds, table, worthByColumns, worthByCover } from './explain-games';

const players = 4;

/** Interaction values by their definition over all coalitions of four columns: 1/2 Σ |S|! (n-|S|-2)! / (n-1)! Δ_ij v(S). */
function pairsByDefinition(worth: (inside: readonly boolean[]) => number, shapley: readonly number[]): number[] {
	const factorial = [1, 1, 2, 6];
	const flags = (mask: number) => Array.from({ length: players }, (_, player) => ((mask >> player) & 1) === 1);
	const v = Array.from({ length: 2 ** players }, (_, mask) => worth(flags(mask)));
	const matrix = new Array<number>(players * players).fill(0);
	for (let i = 0; i < players; i++) {
		let others = 0;
		for (let j = 0; j < players; j++) {
			if (i === j) continue;
			let sum = 0;
			v.forEach((without, mask) => {
				if ((mask >> i) & 1 || (mask >> j) & 1) return;
				const size = flags(mask).filter(Boolean).length;
				const weight = ((factorial[size] ?? 0) * (factorial[players - size - 2] ?? 0)) / (2 * 6);
				const both = v[mask | (1 << i) | (1 << j)] ?? NaN;
				sum += weight * (both - (v[mask | (1 << i)] ?? NaN) - (v[mask | (1 << j)] ?? NaN) + without);
			});
			matrix[i * players + j] = sum;
			others += sum;
		}
		matrix[i * players + i] = (shapley[i] ?? NaN) - others;
	}
	return matrix;
}

async function pairsOf(asked: ExplainJob, method: InteractionJob['method']): Promise<Interactions> {
	return interact({ ...asked, method, keepRows: 3 }, predictor, go);
}

describe('interactions', () => {
	it.each([
		['tree', worthByColumns],
		['tree-path', worthByCover]
	] as const)('of %s are those of the definition, and their rows add up', async (method, worth) => {
		await fc.assert(
			fc.asyncProperty(seeds, async (seed) => {
				const model = modelOf(randomTrees(seed), 'identity');
				const asked = job(model, seed + 1, { method });
				const [found, values] = [await pairsOf(asked, method), await explain(asked, predictor, go)];
				expect(found).toMatchObject({ method, exact: true, rowCount: 3 });
				for (let row = 0; row < 3; row++) {
					const shapley = [...values.values.subarray(row * players, (row + 1) * players)];
					const truth = pairsByDefinition((inside) => worth(model, asked, row, inside), shapley);
					const matrix = found.values.subarray(row * 16, (row + 1) * 16);
					truth.forEach((value, at) => expect(matrix[at]).toBeCloseTo(value, 5));
					shapley.forEach((value, player) => {
						const sum = matrix.subarray(player * 4, player * 4 + 4).reduce((total, part) => total + part, 0);
						expect(sum).toBeCloseTo(value, 9);
					});
					for (let i = 0; i < 4; i++) for (let j = 0; j < i; j++) expect(matrix[i * 4 + j]).toBe(matrix[j * 4 + i]);
				}
			}),
			{ numRuns: 40 }
		);
	});

	it('of probabilities go through every coalition', async () => {
		const model = modelOf(randomTrees(4));
		const asked = job(model, 9, { output: 'probability', method: 'exact' });
		const [found, values] = [await pairsOf(asked, 'auto'), await explain(asked, predictor, go)];
		expect(found).toMatchObject({ method: 'exact', output: 'probability' });
		for (let row = 0; row < 3; row++) {
			const shapley = [...values.values.subarray(row * players, (row + 1) * players)];
			const truth = pairsByDefinition((inside) => worthByColumns(model, asked, row, inside), shapley);
			truth.forEach((value, at) => expect(found.values[row * 16 + at]).toBeCloseTo(value, 9));
		}
	});

	it('of a line are none', async () => {
		const random = seededRandom(1);
		const weights = Array.from({ length: 7 }, () => random() * 2 - 1);
		const model = modelOf({ type: 'linear', weights: [weights], bias: [0.3] }, 'identity');
		const asked = job(model, 2, { rows: table(3, random, true), background: table(6, random, true) });
		const [found, values] = [await pairsOf(asked, 'auto'), await explain(asked, predictor, go)];
		expect(found.method).toBe('linear');
		for (let row = 0; row < 3; row++)
			for (let i = 0; i < 4; i++)
				for (let j = 0; j < 4; j++)
					expect(found.values[row * 16 + i * 4 + j]).toBe(i === j ? values.values[row * 4 + i] : 0);
	});

	it('are averaged over all rows and kept for the first ones', async () => {
		const model = modelOf(randomTrees(6), 'identity');
		const found = await interact(
			{ ...job(model, 3, { rows: table(40, seededRandom(8)) }), method: 'auto', keepRows: 2 },
			predictor,
			go
		);
		const all = await interact(
			{ ...job(model, 3, { rows: table(40, seededRandom(8)) }), method: 'auto', keepRows: 100 },
			predictor,
			go
		);
		expect([found.values.length, all.values.length]).toEqual([32, 640]);
		for (let cell = 0; cell < 16; cell++) {
			let sum = 0;
			for (let row = 0; row < 40; row++) sum += Math.abs(all.values[row * 16 + cell] ?? NaN);
			expect(found.meanAbs[cell]).toBeCloseTo(sum / 40, 12);
		}
	});

	it('refuse what would not be exact', async () => {
		const layer = { inputs: 7, outputs: 1, weights: new Array<number>(7).fill(1), bias: [0] };
		const model = modelOf({ type: 'mlp', layers: [layer] }, 'identity');
		await expect(
			interact(
				{
					...job(model, 1, { rows: table(20_000, seededRandom(1)), background: table(200, seededRandom(2)) }),
					method: 'auto',
					keepRows: 0
				},
				predictor,
				go
			)
		).rejects.toThrow('clarify/no-interactions');
		await expect(pairsOf(job(model, 1), 'tree')).rejects.toThrow('clarify/not-explainable');
	});
});
