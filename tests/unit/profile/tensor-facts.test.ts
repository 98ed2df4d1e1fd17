import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tensorFacts } from '$lib/core/profile/tensor-facts';

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
			const facts = tensorFacts('layer 1', 'gradient', Float64Array.from(values), { isSquashed: true });
			const expected = slowly(values);
			for (const name of ['mean', 'meanAbsolute', 'least', 'most', 'zeros', 'notFinite'] as const)
				expect(facts[name]).toBeCloseTo(expected[name], 9);
			expect(Math.abs(facts.variance - expected.variance)).toBeLessThan(1e-9 * (1 + expected.variance));
			const finite = values.filter((one) => Number.isFinite(one));
			const flat = finite.filter((z) => 1 / (2 + Math.exp(z) + Math.exp(-z)) < 1e-7).length;
			expect(facts.saturated).toBeCloseTo(flat / Math.max(1, finite.length), 9);
		})
	);
});

it('a unit is inactive when it gave 0 for every row', () => {
	const rows = [
		[0, 1, 0],
		[0, 0, 0],
		[0, 2, 3]
	];
	expect(tensorFacts('layer 1', 'activation', rows.flat(), { gatedUnits: 3 }).inactive).toBeCloseTo(1 / 3);
	expect(tensorFacts('layer 1', 'activation', rows.flat()).inactive).toBeNull();
});
