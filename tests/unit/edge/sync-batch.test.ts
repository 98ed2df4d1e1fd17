import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { batchRuns, buildBatch } from '$lib/core/edge/sync-batch';
import type { BatchSource, CapturedPrediction } from '$lib/core/edge/sync-batch';
import { batchLimits, BatchSchema } from '$lib/core/edge/sync';
import { canonicalJson } from '$lib/core/json';
import { baselinesOf } from '$lib/core/monitor/baseline';
import { mergeSketches } from '$lib/core/monitor/sketch';
import { numberVector, textVector } from '$lib/core/table/columns';

const source: BatchSource = {
	id: 'hash',
	name: 'danced',
	version: 3,
	baselines: baselinesOf({
		rows: 5,
		columns: [
			{ name: 'tempo', type: 'DOUBLE', vector: numberVector([90, 100, 120, null, 140]) },
			{ name: 'genre', type: 'VARCHAR', vector: textVector(['pop', 'pop', 'jazz', null, 'pop']) },
			{ name: 'prediction', type: 'VARCHAR', vector: textVector(['yes', 'no', 'yes', 'no', 'no']) }
		]
	})
};

const capture = fc.record({
	at: fc.integer({ min: 1, max: 1e12 }),
	inputs: fc.record({
		tempo: fc.option(fc.integer({ min: 40, max: 220 }), { nil: null }),
		genre: fc.option(fc.constantFrom('pop', 'jazz', 'a genre nobody trained on'), { nil: null }),
		secret: fc.string()
	}),
	prediction: fc.constantFrom('yes', 'no'),
	probability: fc.double({ min: 0, max: 1, noNaN: true })
});

describe('a batch', () => {
	it('at level sketches holds counts only: no input, no time but the window, no row', () => {
		fc.assert(
			fc.property(fc.array(capture, { minLength: 1, maxLength: 30 }), (captures) => {
				const batch = buildBatch(captures, source, 'sketches', { epoch: 1, sequence: 1 });
				expect(v.parse(BatchSchema, batch)).toEqual(batch);
				expect(batch.predictions).toEqual([]);
				expect(Object.keys(batch.sketches)).toEqual(['genre', 'prediction', 'tempo']);
				const text = canonicalJson(JSON.parse(JSON.stringify(batch)));
				expect(text).not.toContain('a genre nobody trained on');
				expect(text).not.toContain('secret');
			})
		);
	});

	it('at level predictions adds time, answer and probability of each, and nothing else', () => {
		const captures: CapturedPrediction[] = [
			{ at: 20, inputs: { tempo: 99, genre: 'pop', secret: 'x' }, prediction: 'yes', probability: 0.75 },
			{ at: 10, inputs: { tempo: null, genre: 'folk', secret: 'x' }, prediction: 'no', probability: 0.5 }
		];
		const batch = buildBatch(captures, source, 'predictions', { epoch: 2, sequence: 7 });
		expect(batch.predictions).toEqual([
			{ at: 20, prediction: 'yes', probability: 0.75 },
			{ at: 10, prediction: 'no', probability: 0.5 }
		]);
		expect(batch).toMatchObject({ epoch: 2, sequence: 7, count: 2, window: { from: 10, to: 20 } });
		expect(batch.sketches['genre']).toMatchObject({ values: ['pop', 'jazz'], counts: [1, 0], other: 1, missing: 0 });
		expect(batch.sketches['prediction']).toMatchObject({ values: ['no', 'yes'], counts: [1, 1] });
	});

	it('of parts merges to the batch of the whole', () => {
		fc.assert(
			fc.property(fc.array(capture, { minLength: 2, maxLength: 40 }), fc.nat(), (captures, at) => {
				const cut = 1 + (at % (captures.length - 1));
				const of = (part: CapturedPrediction[]) => buildBatch(part, source, 'sketches', { epoch: 1, sequence: 1 });
				const [left, right, whole] = [of(captures.slice(0, cut)), of(captures.slice(cut)), of(captures)];
				for (const [name, sketch] of Object.entries(whole.sketches)) {
					const [a, b] = [left.sketches[name], right.sketches[name]];
					if (!a || !b) throw new Error('a column is missing');
					const merged = mergeSketches(a, b);
					if (sketch.type === 'text' || merged.type === 'text') expect(merged).toEqual(sketch);
					else {
						expect({ ...merged, mean: 0, m2: 0 }).toEqual({ ...sketch, mean: 0, m2: 0 });
						expect(merged.mean).toBeCloseTo(sketch.mean, 9);
						expect(Math.abs(merged.m2 - sketch.m2)).toBeLessThanOrEqual(1e-9 * (1 + sketch.m2));
					}
				}
			})
		);
	});
});

describe('runs of captures', () => {
	it('never mix packages, never grow past the limit, and lose nothing', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom('a', 'b'), { maxLength: 60 }), (captures) => {
				const runs = batchRuns(captures, (one) => one);
				expect(runs.flat().sort()).toEqual([...captures].sort());
				expect(runs.map((run) => new Set(run).size)).toEqual(runs.map(() => 1));
				expect(runs).toHaveLength(new Set(captures).size);
			})
		);
		const long = batchRuns(new Array<string>(batchLimits.predictions + 1).fill('a'), (one) => one);
		expect(long.map((run) => run.length)).toEqual([batchLimits.predictions, 1]);
	});
});
