import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureFacet, type FacetBias, type FacetJob } from '$lib/core/clarify/bias';
import type { CountCell } from '$lib/core/clarify/counts';
import { metricRange, postMetrics, preMetrics, type MetricName } from '$lib/core/clarify/metric';
import { drawBinomial } from '$lib/core/sampling';
import { seededRandom } from '$lib/core/random';
import { bruteBias, type BruteRow } from './brute-bias';

const go = () => Promise.resolve();

async function measured(cells: readonly CountCell[], more: Partial<FacetJob> = {}): Promise<FacetBias> {
	const job: FacetJob = {
		facet: { column: 'sex', selection: { values: ['F'] } },
		cells,
		positive: { values: ['1'] },
		flip: null,
		predicted: true,
		grouped: true,
		dropMissingFacet: false,
		intervals: 0,
		seed: 0,
		...more
	};
	const [found] = await measureFacet(job, go);
	if (!found) throw new Error('one facet');
	return found;
}

const cellsOf = (rows: readonly BruteRow[]): CountCell[] =>
	rows.map(({ d, y, p, g }) => ({ facet: d ? '1' : '0', label: y === 1, predicted: p === 1, group: g, count: 1 }));

function metricNamed(text: string): MetricName {
	const found = [...preMetrics, ...postMetrics].find((name) => name === text);
	if (!found) throw new Error(`no metric ${text}`);
	return found;
}

const rowArb = fc.record({
	d: fc.boolean(),
	y: fc.constantFrom(0 as const, 1 as const),
	p: fc.constantFrom(0 as const, 1 as const),
	g: fc.constantFrom('x', 'y', 'z')
});

describe('bias metrics', () => {
	it('are those of the definitions on any rows', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(rowArb, { minLength: 1, maxLength: 40 }), async (rows) => {
				fc.pre(rows.some((row) => row.d) && rows.some((row) => !row.d));
				const found = await measured(cellsOf(rows));
				const truth = bruteBias(rows);
				for (const [name, metric] of Object.entries({ ...found.pre, ...found.post })) {
					if (name === 'FT') continue;
					const expected = truth[name] ?? NaN;
					const value = metric.value;
					if (metric.reason === 'no-label-in-both' || (name === 'GE' && Number.isNaN(expected)))
						expect(value, name).toBeNull();
					else if (Number.isFinite(expected)) expect(value, name).toBeCloseTo(expected, 12);
					else expect(value, name).toBe(expected);
				}
			})
		);
	});

	const someRows = fc.array(rowArb, { minLength: 2, maxLength: 60 }).filter((rows) => {
		const inside = rows.filter(({ d }) => d).length;
		return inside > 0 && inside < rows.length;
	});

	it('lie within their ranges, and change sign when the sides change places', async () => {
		const turned = ['CI', 'DPL', 'DPPL', 'DCA', 'DCR', 'RD', 'SD', 'DAR', 'DRR', 'AD', 'TE'];
		const kept = ['JS', 'LP', 'TVD', 'KS', 'GE'];
		await fc.assert(
			fc.asyncProperty(someRows, async (rows) => {
				const found = await measured(cellsOf(rows), { intervals: 20 });
				const swapped = await measured(cellsOf(rows.map((row) => ({ ...row, d: !row.d }))));
				const other: Partial<Record<string, { readonly value: number | null }>> = { ...swapped.pre, ...swapped.post };
				for (const [name, metric] of Object.entries({ ...found.pre, ...found.post })) {
					if (name === 'FT' || !('lower' in metric)) continue;
					const [least, most] = metricRange(metricNamed(name));
					// KL over the labels that both sides have can be less than 0
					const low = name === 'KL' ? -1 : least;
					for (const value of [metric.value, metric.lower, metric.upper])
						if (value !== null) expect(value >= low - 1e-12 && value <= most + 1e-12, `${name} ${value}`).toBe(true);
					if (metric.lower !== null) expect(metric.lower).toBeLessThanOrEqual(metric.upper ?? NaN);
					const turns = turned.includes(name);
					if (metric.value === null || (!turns && !kept.includes(name))) continue;
					const mirrored = turns ? 0 - metric.value : metric.value;
					if (Number.isFinite(mirrored)) expect(other[name]?.value, name).toBeCloseTo(mirrored, 12);
					else expect(other[name]?.value, name).toBe(mirrored);
				}
			})
		);
	});

	it('are the same of counts that were added up before', async () => {
		await fc.assert(
			fc.asyncProperty(someRows, async (rows) => {
				const merged = new Map<string, CountCell>();
				for (const cell of cellsOf(rows)) {
					const key = JSON.stringify({ ...cell, count: 0 });
					merged.set(key, { ...cell, count: cell.count + (merged.get(key)?.count ?? 0) });
				}
				expect(await measured([...merged.values()])).toEqual(await measured(cellsOf(rows)));
			})
		);
	});

	it('warn of small sides, of outcomes too rare to resample, and of intervals that say nothing', async () => {
		const cell = (facet: '1' | '0', label: boolean, count: number): CountCell => ({
			facet,
			label,
			predicted: false,
			group: null,
			count
		});
		const codes = async (...cells: CountCell[]) =>
			(await measured(cells, { intervals: 200 })).warnings.map((warning) =>
				'side' in warning ? `${warning.code} ${warning.side}` : warning.code
			);
		const large = [cell('0', true, 400), cell('0', false, 600)];
		const quiet = ['no-positive-prediction facet', 'no-positive-prediction rest'];
		expect(await codes(cell('1', true, 40), cell('1', false, 60), ...large)).toEqual(quiet);
		expect(await codes(cell('1', true, 5), cell('1', false, 5), ...large)).toEqual([
			'small-group facet',
			...quiet,
			'wide-interval'
		]);
		expect(await codes(cell('1', true, 4), cell('1', false, 96), ...large)).toEqual(['few-positives facet', ...quiet]);
		expect(await codes(cell('1', true, 100), ...large)).toEqual(['few-negatives facet', ...quiet]);
	});

	it('let generalised entropy pass a half where most mistakes deny', async () => {
		const denied: BruteRow[] = Array.from({ length: 9 }, (_, i) => ({ d: i % 2 === 0, y: 1, p: 0, g: 'x' }));
		const { post } = await measured(cellsOf([...denied, { d: true, y: 1, p: 1, g: 'x' }]));
		// b is 0 nine times and 1 once, so its mean is 0.1 and the sum of squares over it 100: (100 - 10) / 20
		expect(post?.GE?.value).toBeCloseTo(4.5, 12);
		expect(metricRange('GE')[1]).toBeGreaterThan(4.5);
	});

	it('are null with a reason where a side is empty', async () => {
		const found = await measured(cellsOf([{ d: false, y: 1, p: 1, g: 'x' }]));
		for (const metric of Object.values({ ...found.pre, ...found.post })) expect(metric.value).toBeNull();
		expect(found.pre.CI?.reason).toBe('empty-facet');
		expect(found.pre.CDDL?.reason).toBe('empty-facet');
	});

	it('say how a division by zero was read', async () => {
		const rows: BruteRow[] = [true, false].flatMap((d) =>
			[0 as const, 1 as const].map((y) => ({ d, y, p: 0, g: 'x' }))
		);
		const { post } = await measured(cellsOf(rows));
		expect(post?.DI).toMatchObject({ value: 0, reason: 'zero-by-zero' });
		expect(post?.DCA).toMatchObject({ value: 0, reason: 'infinity-minus-infinity' });
	});

	it('drop and count missing labels and groups, and count a missing facet as the rest unless told', async () => {
		const cells: CountCell[] = [
			{ facet: '1', label: true, predicted: true, group: 'x', count: 3 },
			{ facet: '0', label: false, predicted: null, group: null, count: 4 },
			{ facet: null, label: true, predicted: true, group: 'x', count: 2 },
			{ facet: '1', label: null, predicted: true, group: 'x', count: 5 }
		];
		expect(await measured(cells)).toMatchObject({
			n: 9,
			nFacet: 3,
			nRest: 6,
			missing: { facet: 2, label: 5, predicted: 4, group: 4 }
		});
		expect(await measured(cells, { dropMissingFacet: true })).toMatchObject({ n: 7, nFacet: 3, nRest: 4 });
	});

	it('measure each value against the rest in order of first appearance', async () => {
		const cells = ['b', 'a', 'c', 'a'].map((facet): CountCell => ({
			facet,
			label: true,
			predicted: null,
			group: null,
			count: 1
		}));
		const found = await measureFacet(
			{
				facet: { column: 'c', selection: { each: true } },
				cells,
				positive: { values: ['1'] },
				flip: null,
				predicted: false,
				grouped: false,
				dropMissingFacet: false,
				intervals: 0,
				seed: 0
			},
			go
		);
		expect(found.map(({ value, nFacet, post }) => [value, nFacet, post])).toEqual([
			['b', 1, null],
			['a', 2, null],
			['c', 1, null]
		]);
	});
});

describe('intervals', () => {
	it('hold the true difference about as often as they say', async () => {
		const random = seededRandom(3);
		let held = 0;
		const repeats = 120;
		for (let repeat = 0; repeat < repeats; repeat++) {
			const positives = [drawBinomial(200, 0.3, random), drawBinomial(300, 0.5, random)];
			const cells = positives.flatMap((positive, side): CountCell[] =>
				[true, false].map((label) => ({
					facet: side === 0 ? '1' : '0',
					label,
					predicted: null,
					group: null,
					count: label ? positive : (side === 0 ? 200 : 300) - positive
				}))
			);
			const { pre } = await measured(cells, { intervals: 300, seed: repeat });
			if ((pre.DPL?.lower ?? NaN) <= 0.2 && 0.2 <= (pre.DPL?.upper ?? NaN)) held += 1;
		}
		expect(held / repeats).toBeGreaterThan(0.88);
		expect(held / repeats).toBeLessThanOrEqual(1);
	});

	it('are the same for the same seed', async () => {
		const cells = cellsOf([
			{ d: true, y: 1, p: 1, g: 'x' },
			{ d: false, y: 0, p: 1, g: 'x' },
			{ d: false, y: 1, p: 0, g: 'y' }
		]).map((cell) => ({ ...cell, count: 20 }));
		expect(await measured(cells, { intervals: 50, seed: 9 })).toEqual(
			await measured(cells, { intervals: 50, seed: 9 })
		);
	});
});

describe('drawBinomial', () => {
	it.each([
		[8, 0.3],
		[400, 0.2],
		[5000, 0.77]
	])('has the mean and variance of B(%i, %d)', (n, p) => {
		const random = seededRandom(5);
		const draws = Array.from({ length: 20000 }, () => drawBinomial(n, p, random));
		const mean = draws.reduce((sum, k) => sum + k, 0) / draws.length;
		const variance = draws.reduce((sum, k) => sum + (k - mean) ** 2, 0) / draws.length;
		const spread = Math.sqrt(n * p * (1 - p));
		expect(Math.abs(mean - n * p)).toBeLessThan((4 * spread) / Math.sqrt(draws.length));
		expect(Math.abs(variance / spread ** 2 - 1)).toBeLessThan(0.05);
	});
});
