import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { emptyLike, foldCells, mergeSketches, presentCount, SketchSchema, type Sketch } from '$lib/core/monitor/sketch';

const numeric: Sketch = {
	type: 'numeric',
	edges: [-10, -1, 0, 2.5, 40],
	cuts: [-1, 2.5],
	counts: [0, 0, 0, 0, 0, 0],
	missing: 0,
	mean: 0,
	m2: 0,
	min: null,
	max: null
};
const text: Sketch = { type: 'text', values: ['a', 'b', ''], counts: [0, 0, 0], other: 0, missing: 0 };

const numbers = fc.array(fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { nil: null }), { maxLength: 60 });
const words = fc.array(fc.option(fc.constantFrom('a', 'b', '', 'new', '__proto__'), { nil: null }), { maxLength: 60 });

function close(a: Sketch, b: Sketch): void {
	if (a.type === 'numeric' && b.type === 'numeric') {
		const { mean, m2, ...counted } = a;
		const { mean: otherMean, m2: otherM2, ...otherCounted } = b;
		expect(counted).toEqual(otherCounted);
		expect(Math.abs(mean - otherMean)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(mean)));
		expect(Math.abs(m2 - otherM2)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(m2)));
	} else expect(a).toEqual(b);
}

describe('mergeSketches', () => {
	it('of parts gives the sketch of the whole', () => {
		for (const [baseline, cells] of [
			[numeric, numbers],
			[text, words]
		] as const)
			fc.assert(
				fc.property(cells, cells, cells, (a, b, c) => {
					const [first, second, third] = [a, b, c].map((part) => foldCells(emptyLike(baseline), part));
					if (!first || !second || !third) throw new Error('three parts');
					const whole = foldCells(emptyLike(baseline), [...a, ...b, ...c]);
					close(mergeSketches(mergeSketches(first, second), third), whole);
					close(mergeSketches(first, mergeSketches(third, second)), whole);
					expect(v.is(SketchSchema, JSON.parse(JSON.stringify(whole)))).toBe(true);
				})
			);
	});

	it('counts each value in the bin that holds it', () => {
		fc.assert(
			fc.property(numbers, (cells) => {
				const sketch = foldCells(emptyLike(numeric), cells);
				if (sketch.type !== 'numeric') throw new Error('numeric');
				const present = cells.filter((cell) => cell !== null);
				sketch.counts.forEach((found, bin) => {
					const low = sketch.edges[bin - 1] ?? -Infinity;
					const high = sketch.edges[bin] ?? Infinity;
					expect(found).toBe(present.filter((value) => value > low && value <= high).length);
				});
				expect(presentCount(sketch) + sketch.missing).toBe(cells.length);
			})
		);
	});

	it('refuses sketches of other bins', () => {
		expect(() => mergeSketches(numeric, { ...numeric, edges: [1], cuts: [], counts: [0, 0] })).toThrow(
			'monitor/edges-differ'
		);
		expect(() => mergeSketches(numeric, text)).toThrow('monitor/edges-differ');
	});
});
