import { expect, it } from 'vitest';
import type { BiasReport, FacetBias } from '$lib/core/clarify/bias';
import { headlinesOf, overviewRows } from '$lib/core/clarify/overview';
import type { CountCell } from '$lib/core/clarify/counts';
import { measureFacet } from '$lib/core/clarify/bias';

/** `good` of `n` rows have the good outcome, in each group. */
async function report(groups: Readonly<Record<string, readonly [good: number, n: number]>>): Promise<BiasReport> {
	const cells = Object.entries(groups).flatMap(([facet, [good, n]]): CountCell[] =>
		[true, false].map((label) => ({ facet, label, predicted: label, group: null, count: label ? good : n - good }))
	);
	const facets: FacetBias[] = await measureFacet(
		{
			facet: { column: 'c', selection: { each: true } },
			cells,
			positive: { values: ['1'] },
			flip: null,
			predicted: true,
			grouped: false,
			dropMissingFacet: false,
			intervals: 300,
			seed: 0
		},
		() => Promise.resolve()
	);
	return { rows: 0, label: 'y', positive: '1', kinds: {}, overall: null, leftOut: [], facets };
}

it('puts groups that surely fare worse first, and those it cannot be sure of last', async () => {
	const found = await report({ tiny: [0, 2], even: [400, 1000], less: [150, 500], more: [300, 500], same: [200, 500] });
	const rows = overviewRows(found, null);
	const order = rows.map(({ before }) => before.value);
	expect(order[0]).toBe('less');
	expect(order.indexOf('more')).toBeLessThan(order.indexOf('tiny'));
	const line = (value: string, metric: string) =>
		rows.find(({ before }) => before.value === value)?.headlines.find((headline) => headline?.metric === metric);
	expect(line('more', 'DPL')).toMatchObject({ isWorse: false, isSure: true });
	expect(line('less', 'DPL')).toMatchObject({ isWorse: true, isSure: true });
	expect(line('less', 'DI')).toMatchObject({ isWorse: true, isSure: true });
	expect(line('more', 'DI')).toMatchObject({ isWorse: false, isSure: true });
	expect(line('less', 'AD')).toMatchObject({ value: 0, severity: 0, isWorse: null });
	for (const { headlines } of rows)
		for (const headline of headlines)
			expect(headline === null || (headline.severity >= 0 && headline.severity <= 1)).toBe(true);
});

it('shows the metrics that were measured, and a group that has no predictions without them', async () => {
	const labels = await report({ a: [10, 40], b: [20, 40] });
	const before = { ...labels, facets: labels.facets.map((facet) => ({ ...facet, post: null })) };
	const after = { ...labels, facets: labels.facets.filter(({ value }) => value === 'a') };
	expect(headlinesOf(before, null)).toEqual(['DPL']);
	expect(headlinesOf(before, after)).toEqual(['DPL', 'DPPL', 'DI', 'RD', 'AD']);
	const rows = overviewRows(before, after);
	const shown = (value: string) =>
		rows.find((row) => row.before.value === value)?.headlines.map((line) => line !== null);
	expect(shown('a')).toEqual([true, true, true, true, true]);
	expect(shown('b')).toEqual([true, false, false, false, false]);
	expect(overviewRows({ ...before, facets: [] }, null)).toEqual([]);
});
