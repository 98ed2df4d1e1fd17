import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inactiveShare, saturatedShare, tensorFacts } from '$lib/core/profile/tensor-facts';

/** By definition, in as many passes as it takes. */
function slowly(values: readonly number[]) {
	const finite = values.filter((value) => Number.isFinite(value));
	const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0);
	const n = Math.max(1, finite.length);
	const mean = sum(finite) / n;
	return {
		mean,
		meanAbsolute: sum(finite.map(Math.abs)) / n,
		variance: sum(finite.map((value) => (value - mean) ** 2)) / n,
		least: finite.length > 0 ? Math.min(...finite) : 0,
		most: finite.length > 0 ? Math.max(...finite) : 0,
		zeros: finite.filter((value) => value === 0).length / n,
		notFinite: values.length - finite.length
	};
}

const value = fc.oneof(
	fc.double({ min: -1000, max: 1000, noNaN: true }),
	fc.constantFrom(0, -0, NaN, Infinity, -Infinity, 20, -20)
);

it('facts are those of the definitions', () => {
	fc.assert(
		fc.property(fc.array(value, { maxLength: 60 }), (values) => {
			const facts = tensorFacts('layer 1', 'gradient', Float64Array.from(values));
			const expected = slowly(values);
			for (const name of ['mean', 'meanAbsolute', 'least', 'most', 'zeros', 'notFinite'] as const)
				expect(facts[name]).toBeCloseTo(expected[name], 9);
			expect(Math.abs(facts.variance - expected.variance)).toBeLessThan(1e-9 * (1 + expected.variance));
		})
	);
});

it('a margin is saturated where the slope of what stands behind it is below 1e-7', () => {
	const slope = (z: number) => 1 / (2 + Math.exp(z) + Math.exp(-z));
	for (const z of [0, 5, -16.1, 16.1, 16.2, -16.2, 40])
		expect(saturatedShare(Float32Array.of(z), 1)).toBe(slope(z) < 1e-7 ? 1 : 0);
	expect(saturatedShare(Float32Array.of(30, 0, 0, 1, 2, 3), 3)).toBeCloseTo(0.5, 12);
});

it('a unit is inactive where it gave 0 for every row', () => {
	expect(inactiveShare(Float32Array.of(0, 1, 0, -0, 0, 0, NaN, 0), 4)).toBe(0.5);
	expect(inactiveShare(Float32Array.of(0, 0, 2, 0), 2)).toBe(0.5);
});
