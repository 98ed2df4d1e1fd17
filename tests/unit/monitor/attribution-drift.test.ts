import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from '../../golden/attribution.json';
import { attributionDrift, type ColumnAttribution } from '$lib/core/monitor/attribution-drift';

const named = (sizes: readonly number[]): ColumnAttribution[] =>
	sizes.map((meanAbs, at) => ({ feature: `c${at}`, meanAbs }));
const size = fc.double({ min: 0, max: 100, noNaN: true, noDefaultInfinity: true });
const pair = fc
	.array(fc.tuple(size, size), { minLength: 1, maxLength: 12 })
	.filter((sizes) => sizes.some(([a]) => a > 1e-6) && sizes.some(([, b]) => b > 1e-6));

describe('attribution drift', () => {
	it.each(golden.cases)('is scikit-learn and the definition: $name', ({ baseline, current, ndcg, byDefinition }) => {
		const found = attributionDrift(named(baseline), named(current));
		expect(found.ndcg).toBeCloseTo(ndcg, 12);
		if (byDefinition !== undefined) expect(found.ndcg).toBeCloseTo(byDefinition, 12);
		expect(found.drifted).toBe(ndcg < 0.9);
		expect(found.reason).toBeNull();
	});

	it('says where each column stood and stands', () => {
		const { columns, ndcg } = attributionDrift(
			[
				{ feature: 'SAT "score" 📝', meanAbs: 0.7 },
				{ feature: 'GPA', meanAbs: 0.5 },
				{ feature: 'rank', meanAbs: 0.05 }
			],
			[
				{ feature: 'rank', meanAbs: 0.7 },
				{ feature: 'GPA', meanAbs: 0.2 },
				{ feature: 'SAT "score" 📝', meanAbs: 0.1 }
			]
		);
		expect(ndcg).toBeLessThan(0.9);
		expect(
			columns.map(({ feature, baseline, current, moved }) => [feature, baseline.rank, current.rank, moved])
		).toEqual([
			['SAT "score" 📝', 1, 3, -2],
			['GPA', 2, 2, 0],
			['rank', 3, 1, 2]
		]);
		expect(columns[2]?.current.share).toBeCloseTo(0.7, 12);
	});

	it('gives a reason where there is no figure', () => {
		const some = named([1, 2]);
		const reason = (before: ColumnAttribution[], after: ColumnAttribution[]) => {
			const { ndcg, drifted, reason: why } = attributionDrift(before, after);
			return { ndcg, drifted, why };
		};
		const none = { ndcg: null, drifted: false };
		expect(reason([], some)).toEqual({ ...none, why: 'baseline-empty' });
		expect(reason(some, [])).toEqual({ ...none, why: 'current-empty' });
		expect(reason(named([0, 0]), some)).toEqual({ ...none, why: 'baseline-zero' });
		expect(reason(some, named([0, 0]))).toEqual({ ...none, why: 'current-zero' });
		expect(reason(some, named([NaN, 1]))).toEqual({ ...none, why: 'not-finite' });
		expect(reason(some, named([Infinity, 1]))).toEqual({ ...none, why: 'not-finite' });
		expect(reason(some, [{ feature: 'other', meanAbs: 1 }])).toEqual({ ...none, why: 'columns-differ' });
	});

	it('leaves out columns that one side lacks, and names them', () => {
		const found = attributionDrift(named([3, 2, 1]), [...named([3, 2]), { feature: 'new', meanAbs: 9 }]);
		expect(found).toMatchObject({
			ndcg: 1,
			reason: 'columns-differ',
			onlyBaseline: ['c2'],
			onlyCurrent: ['new'],
			drifted: false
		});
	});

	it('is 1 for the same order, at most 1 for any, whatever the scale and the order of columns', () => {
		fc.assert(
			fc.property(pair, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (sizes, scale) => {
				const [before, after] = [named(sizes.map(([a]) => a)), named(sizes.map(([, b]) => b))];
				expect(attributionDrift(before, before).ndcg).toBeCloseTo(1, 9);
				const { ndcg } = attributionDrift(before, after);
				expect(ndcg).toBeGreaterThanOrEqual(0);
				expect(ndcg).toBeLessThanOrEqual(1 + 1e-9);
				const scaled = before.map(({ feature, meanAbs }) => ({ feature, meanAbs: meanAbs * scale }));
				expect(attributionDrift(scaled, after.toReversed()).ndcg).toBeCloseTo(ndcg ?? NaN, 9);
			})
		);
	});
});
