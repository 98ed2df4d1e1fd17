import { describe, expect, it } from 'vitest';
import { distributionsOf } from '$lib/core/monitor/distributions';
import { DistributionsSchema } from '$lib/core/monitor/drift-report';
import { decileCounts } from '$lib/core/monitor/sketch-drift';
import { numberVector, textVector, type Vector } from '$lib/core/table/columns';
import * as v from 'valibot';

const table = (vector: Vector, rows: number) => ({ rows, columns: [{ name: 'a', type: '', vector }] });

describe('distributionsOf', () => {
	it('counts numbers over the tenths of the reference', () => {
		const reference = numberVector(Array.from({ length: 100 }, (_, i) => i + 1));
		const current = numberVector([1, 5, 95, 96, 1000, null]);
		const found = distributionsOf({ reference: table(reference, 100), current: table(current, 6) });
		const [a, b] = [found.reference['a'], found.current['a']];
		expect(a?.type === 'numeric' && decileCounts(a)).toEqual([10, 10, 10, 10, 10, 10, 10, 10, 10, 10]);
		expect(b?.type === 'numeric' && decileCounts(b)).toEqual([2, 0, 0, 0, 0, 0, 0, 0, 0, 3]);
		expect(b).toMatchObject({ missing: 1, min: 1, max: 1000 });
		expect(v.parse(DistributionsSchema, JSON.parse(JSON.stringify(found)))).toEqual(found);
	});

	it('names new values of text beside those of the reference', () => {
		const reference = textVector(['jazz', 'jazz', 'rock', null]);
		const current = textVector(['rock', 'noise', 'noise', 'noise']);
		const found = distributionsOf({ reference: table(reference, 4), current: table(current, 4) });
		const values = ['jazz', 'rock', 'noise'];
		expect(found.reference['a']).toEqual({ type: 'text', values, counts: [2, 1, 0], other: 0, missing: 1 });
		expect(found.current['a']).toEqual({ type: 'text', values, counts: [0, 1, 3], other: 0, missing: 0 });
	});

	it('holds for columns without a value', () => {
		const empty = numberVector([null, null]);
		const found = distributionsOf({ reference: table(empty, 2), current: table(numberVector([1, 2]), 2) });
		expect(found.current['a']).toMatchObject({ edges: [], counts: [2], missing: 0 });
		expect(v.safeParse(DistributionsSchema, found).success).toBe(true);
	});
});
