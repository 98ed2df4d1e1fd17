import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chiSquareTest } from '$lib/core/monitor/chi-square';
import { baselinesOf } from '$lib/core/monitor/baseline';
import { adjustPValues, driftDefaults, measureDrift, type DriftJob } from '$lib/core/monitor/drift';
import { kolmogorovSmirnov, limitTail } from '$lib/core/monitor/kolmogorov-smirnov';
import { numericDrift } from '$lib/core/monitor/numeric-drift';
import { cellsOf, emptyLike, foldCells } from '$lib/core/monitor/sketch';
import { driftOfSketches } from '$lib/core/monitor/sketch-drift';
import { textDrift } from '$lib/core/monitor/text-drift';
import { seededRandom } from '$lib/core/random';
import { chiSquareTail } from '$lib/core/special-functions';
import { numberVector, textVector, type Columns, type Vector } from '$lib/core/table/columns';
import golden from '../../golden/drift.json';

const sorted = (values: readonly number[]) => Float64Array.from(values).sort();

function table(columns: Record<string, Vector>, rows: number): Columns {
	return { rows, columns: Object.entries(columns).map(([name, vector]) => ({ name, type: 'DOUBLE', vector })) };
}

function job(reference: Columns, current: Columns): DriftJob {
	return { reference, current, kinds: {}, changed: [], options: driftDefaults };
}

/** D and its p-value by going through every way to deal the pooled values into two samples. */
function exactByDealing(a: readonly number[], b: readonly number[]): { gap: number; tail: number } {
	const pooled = [...a, ...b];
	const gapOf = (x: readonly number[], y: readonly number[]) =>
		Math.max(
			...[...x, ...y].map((at) =>
				Math.abs(
					x.filter((value) => value <= at).length * y.length - y.filter((value) => value <= at).length * x.length
				)
			)
		);
	const gap = gapOf(a, b);
	let reached = 0;
	let all = 0;
	const ranks = pooled.map((_, rank) => rank);
	for (let mask = 0; mask < 1 << pooled.length; mask++) {
		const x = ranks.filter((rank) => (mask >> rank) & 1);
		if (x.length !== a.length) continue;
		all += 1;
		if (
			gapOf(
				x,
				ranks.filter((rank) => !((mask >> rank) & 1))
			) >= gap
		)
			reached += 1;
	}
	return { gap: gap / (a.length * b.length), tail: reached / all };
}

describe('statistics of numbers', () => {
	it.each(golden.numeric.map((item) => ({ item })))('agree with scipy and numpy', ({ item }) => {
		const { tests } = numericDrift(sorted(item.reference), sorted(item.current));
		expect(tests.ks?.statistic).toBeCloseTo(item.ks.statistic, 12);
		expect(tests.ks?.pValue).toBeCloseTo(item.ks.pValue, 9);
		for (const name of [
			'wasserstein',
			'wassersteinNormed',
			'psi',
			'jensenShannon',
			'hellinger',
			'totalVariation'
		] as const)
			expect(tests[name], name).toBeCloseTo(item[name], 9);
	});

	it('has the exact KS p-value, by dealing out every way', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 10 }),
				fc.integer({ min: 1, max: 9 }),
				(values, cut) => {
					const at = Math.min(cut, values.length - 1);
					const [a, b] = [values.slice(0, at), values.slice(at)];
					const found = kolmogorovSmirnov(sorted(a), sorted(b));
					const truth = exactByDealing(a, b);
					expect(found.statistic).toBeCloseTo(truth.gap, 12);
					expect(found.pValue).toBeCloseTo(truth.tail, 12);
				}
			),
			{ numRuns: 40 }
		);
	});

	it.each(golden.oneSample)('has the limit p-value for n=$n d=$d', ({ n, d, pValue }) => {
		expect(Math.abs(limitTail(2 * n, 2 * n, d) / pValue - 1)).toBeLessThan(1e-4);
	});

	it.each(golden.chiSquareTail)('has the chi-square tail at $x, df $df', ({ x, df, pValue }) => {
		const found = chiSquareTail(x, df);
		expect(Math.abs(found - pValue)).toBeLessThanOrEqual(1e-10 * Math.max(pValue, 1e-3) + 1e-8 * pValue);
	});
});

describe('statistics of text', () => {
	it.each(golden.text.map((item) => ({ item })))('agree with scipy', ({ item }) => {
		const { tests } = textDrift(item.reference, item.current, seededRandom(0));
		expect(tests.chiSquare?.statistic).toBeCloseTo(item.chiSquare.statistic, 9);
		expect(tests.chiSquare?.pValue).toBeCloseTo(item.chiSquare.pValue, 9);
		expect(tests.chiSquare?.df).toBe(item.chiSquare.df);
		for (const name of ['jensenShannon', 'totalVariation', 'lInfinity'] as const)
			expect(tests[name], name).toBeCloseTo(item[name], 9);
	});

	it('answers 0, p 1, df 0 for one value alone', () => {
		expect(chiSquareTest([5], [9])).toEqual({ statistic: 0, pValue: 1, df: 0 });
	});
});

describe('measureDrift', () => {
	const random = seededRandom(11);
	const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
	const column = (rows: number, shift: number) => numberVector(Array.from({ length: rows }, () => normal() + shift));
	const words = (rows: number, list: readonly string[]) =>
		textVector(Array.from({ length: rows }, () => list[Math.floor(random() * list.length)] ?? null));

	it('holds its false-alarm rate over many columns at small windows', () => {
		let alarms = 0;
		const repeats = 150;
		for (let repeat = 0; repeat < repeats; repeat++) {
			const make = (rows: number) =>
				table(
					{
						a: column(rows, 0),
						b: column(rows, 3),
						c: words(rows, ['x', 'y', 'z', 'w', 'v']),
						d: words(
							rows,
							Array.from({ length: 30 }, (_, k) => `rare ${k}`)
						)
					},
					rows
				);
			if (measureDrift(job(make(400), make(40))).drifted) alarms += 1;
		}
		expect(alarms / repeats).toBeLessThan(0.12);
	});

	it('holds it for rare and missing values of a window far smaller than its reference', () => {
		const shares = [0.5, 0.2, ...Array.from({ length: 30 }, () => 0.01)];
		const pick = (list: readonly number[]) => {
			let rest = random();
			const at = list.findIndex((share) => (rest -= share) < 0);
			return at < 0 ? 0 : at;
		};
		const drawn = (list: readonly number[], rows: number) => {
			const counts = list.map(() => 0);
			for (let row = 0; row < rows; row++) {
				const at = pick(list);
				counts[at] = (counts[at] ?? 0) + 1;
			}
			return counts;
		};
		const alarms = { two: 0, many: 0, missing: 0 };
		const repeats = 200;
		const reference = { two: drawn([0.95, 0.05], 20_000), many: drawn(shares, 20_000) };
		for (let repeat = 0; repeat < repeats; repeat++) {
			const two = drawn([0.95, 0.05], 10);
			if ((textDrift(reference.two, two, random).pValue ?? 1) <= 0.05) alarms.two += 1;
			if ((textDrift(reference.many, drawn(shares, 20), random).pValue ?? 1) <= 0.05) alarms.many += 1;
			const holes = (counts: readonly number[]) =>
				numberVector([
					...Array.from({ length: counts[0] ?? 0 }, () => 1),
					...Array.from({ length: counts[1] ?? 0 }, () => null)
				]);
			const drift = measureDrift(job(table({ a: holes([950, 50]) }, 1000), table({ a: holes(two) }, 10)));
			if ((drift.columns[0]?.missing.pValue ?? 1) <= 0.05) alarms.missing += 1;
		}
		expect(alarms.two / repeats).toBeLessThan(0.05);
		expect(alarms.missing / repeats).toBeLessThan(0.05);
		expect(alarms.many / repeats).toBeLessThan(0.1);
	});

	it('counts every way to deal out two values', () => {
		// one of 1005 rows is different, and it is among the last five
		expect(textDrift([1000, 0], [4, 1], random).pValue).toBeCloseTo(5 / 1005, 12);
		// Fisher's tea: 3 of 4 cups right; both tails of the symmetric table
		expect(textDrift([3, 1], [1, 3], random).pValue).toBeCloseTo(34 / 70, 12);
	});

	it('sees a shift, and says which column', () => {
		const report = measureDrift(
			job(
				table({ still: column(500, 0), moved: column(500, 0), shares: words(500, ['a', 'b']) }, 500),
				table({ still: column(120, 0), moved: column(120, 1), shares: words(120, ['a', 'b', 'b', 'b', 'new']) }, 120)
			)
		);
		expect(report.columns.map((found) => found.drifted)).toEqual([false, true, true]);
		expect(report.columns[2]?.unseen).toBeGreaterThan(0);
		for (const { effect, effectInterval } of report.columns) {
			expect(effectInterval?.[0]).toBeLessThanOrEqual(effect ?? NaN);
			expect(effectInterval?.[1]).toBeGreaterThanOrEqual(effect ?? NaN);
		}
	});

	it('gives empty, constant and all-missing columns a reason, never an error', () => {
		const gone = numberVector(Array.from({ length: 80 }, () => null));
		const one = numberVector(Array.from({ length: 80 }, () => 4));
		const report = measureDrift(
			job(
				table({ emptied: column(80, 0), never: gone, same: one, was: gone, word: words(80, ['only']) }, 80),
				table({ emptied: gone, never: gone, same: one, was: one, word: words(80, ['only']) }, 80)
			)
		);
		expect(report.columns.map(({ reason, drifted }) => [reason, drifted])).toEqual([
			['current-empty', true],
			['both-empty', false],
			['constant', false],
			['reference-empty', true],
			['constant', false]
		]);
		expect(report.columns[0]?.tests.ks).toBeNull();
		expect(report.columns[2]?.tests.ks).toEqual({ statistic: 0, pValue: 1 });
		expect(measureDrift(job(table({ a: column(0, 0) }, 0), table({ a: column(5, 0) }, 5))).drifted).toBe(false);
	});

	it('from sketches is close to what the rows say', () => {
		const reference = table({ n: column(2000, 0), t: words(2000, ['a', 'b', 'c']) }, 2000);
		const current = table({ n: column(600, 0.5), t: words(600, ['a', 'b', 'b', 'c']) }, 600);
		const baselines = baselinesOf(reference);
		const counted = Object.fromEntries(
			current.columns.map(({ name, vector }) => {
				const baseline = baselines[name];
				if (!baseline) throw new Error(name);
				return [name, foldCells(emptyLike(baseline), cellsOf(vector))];
			})
		);
		const whole = measureDrift(job(reference, current)).columns;
		const binned = driftOfSketches(baselines, counted, driftDefaults).columns;
		expect(binned.map((found) => found.drifted)).toEqual(whole.map((found) => found.drifted));
		expect(binned[0]?.tests.psi).toBeCloseTo(whole[0]?.tests.psi ?? NaN, 12);
		expect(binned[1]?.tests.chiSquare?.statistic).toBeCloseTo(whole[1]?.tests.chiSquare?.statistic ?? NaN, 9);
		const [exact, coarse] = [whole[0]?.tests.ks?.statistic ?? NaN, binned[0]?.tests.ks?.statistic ?? NaN];
		expect(coarse).toBeLessThanOrEqual(exact);
		expect(coarse).toBeGreaterThan(exact - 0.03);
		const [w, wBinned] = [whole[0]?.tests.wasserstein ?? NaN, binned[0]?.tests.wasserstein ?? NaN];
		expect(Math.abs(w - wBinned)).toBeLessThan(0.05);
	});
});

describe('adjustPValues', () => {
	it('is the least p n/rank from each rank on, by definition', () => {
		fc.assert(
			fc.property(fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null })), (pValues) => {
				const known = pValues.filter((pValue) => pValue !== null);
				const ascending = [...known].sort((a, b) => a - b);
				const byDefinition = pValues.map((pValue) => {
					if (pValue === null) return null;
					const terms = ascending.map((p, i) => (p >= pValue ? (p * known.length) / (i + 1) : Infinity));
					return Math.min(1, ...terms);
				});
				adjustPValues(pValues).forEach((found, at) => {
					const truth = byDefinition[at] ?? null;
					if (truth === null) expect(found).toBeNull();
					else expect(found).toBeCloseTo(truth, 12);
				});
			})
		);
	});
});
