import fc from 'fast-check';
import { expect, it } from 'vitest';
import { equalApproval, outcomeOf, type ScoredRow } from '$lib/core/clarify/threshold';

const row = fc.record({
	inFacet: fc.boolean(),
	label: fc.boolean(),
	score: fc.integer({ min: 0, max: 20 }).map((score) => score / 20)
});

it('brings both sides as near to the common share as any threshold can', () => {
	fc.assert(
		fc.property(fc.array(row, { minLength: 2, maxLength: 40 }), (rows: ScoredRow[]) => {
			fc.pre(rows.some(({ inFacet }) => inFacet) && rows.some(({ inFacet }) => !inFacet));
			const before = rows.filter(({ score }) => score >= 0.5).length / rows.length;
			expect(outcomeOf(rows, 0.5, 0.5).approved).toBeCloseTo(before, 12);
			const after = equalApproval(rows, 0.5);
			for (const [inside, found] of [
				[true, after.facet],
				[false, after.rest]
			] as const) {
				const own = rows.filter(({ inFacet }) => inFacet === inside);
				const wanted = Math.round(before * own.length);
				const cuts = [...own.map(({ score }) => score), Infinity];
				const nearest = Math.min(
					...cuts.map((cut) => Math.abs(own.filter(({ score }) => score >= cut).length - wanted))
				);
				expect(Math.abs(found.approved * own.length - wanted)).toBeCloseTo(nearest, 9);
			}
		})
	);
});
