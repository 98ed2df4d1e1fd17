import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { criteria, equalApproval, outcomeOf, type Criterion } from '$lib/core/clarify/threshold';
import { thresholdCurves } from '$lib/core/clarify/threshold-curve';
import { leastGap, pointWithin, tradeOff } from '$lib/core/clarify/threshold-frontier';

interface Row {
	readonly group: number;
	readonly label: boolean;
	readonly score: number;
}

const rowOf = (groups: number) =>
	fc.record({
		group: fc.integer({ min: 0, max: groups - 1 }),
		label: fc.boolean(),
		score: fc.integer({ min: 0, max: 9 }).map((score) => score / 9)
	});
const curvesOf = (rows: readonly Row[], groups: number) =>
	thresholdCurves({
		group: Int32Array.from(rows, ({ group }) => group),
		label: Uint8Array.from(rows, ({ label }) => Number(label)),
		score: Float64Array.from(rows, ({ score }) => score),
		groups
	});
const free = () => Promise.resolve();

/** By definition, from the rows: the gap and the rows called rightly, under one threshold a group. */
function judge(rows: readonly Row[], cuts: readonly number[], criterion: Criterion) {
	const isApproved = (row: Row) => row.score >= (cuts[row.group] ?? 0);
	const spread = (holds: (row: Row) => boolean): number | null => {
		const rates = cuts.flatMap((_, group) => {
			const own = rows.filter((row) => row.group === group && holds(row));
			return own.length === 0 ? [] : [own.filter(isApproved).length / own.length];
		});
		return rates.length < 2 ? null : Math.max(...rates) - Math.min(...rates);
	};
	const [positives, negatives] = [spread(({ label }) => label), spread(({ label }) => !label)];
	const gap =
		criterion === 'demographic-parity'
			? spread(() => true)
			: criterion === 'equal-opportunity'
				? positives
				: positives === null && negatives === null
					? null
					: Math.max(positives ?? 0, negatives ?? 0);
	return { gap, correct: rows.filter((row) => isApproved(row) === row.label).length };
}

/** Every choice of thresholds there is, and of these the ones that none beats in both. */
function exhaustive(rows: readonly Row[], groups: number, criterion: Criterion) {
	const choices = Array.from({ length: groups }, (_, group) => [
		Infinity,
		...new Set(rows.filter((row) => row.group === group).map(({ score }) => score))
	]);
	const all = choices
		.reduce<number[][]>((lists, own) => lists.flatMap((list) => own.map((cut) => [...list, cut])), [[]])
		.map((cuts) => judge(rows, cuts, criterion));
	const found: { gap: number; correct: number }[] = [];
	for (const { gap, correct } of all
		.map(({ gap, correct }) => ({ gap: gap ?? NaN, correct }))
		.sort((a, b) => b.correct - a.correct || a.gap - b.gap))
		if (found.every((better) => gap < better.gap)) found.push({ gap, correct });
	return found;
}

describe('tradeOff', () => {
	it.each(criteria)('finds for two groups all that nothing beats: %s', async (criterion) => {
		await fc.assert(
			fc.asyncProperty(fc.array(rowOf(2), { minLength: 2, maxLength: 25 }), async (rows) => {
				const { points, isOptimal, isComplete } = await tradeOff(curvesOf(rows, 2), criterion, free);
				if (judge(rows, [0, 0], criterion).gap === null) {
					expect(points).toEqual([]);
					return;
				}
				expect([isOptimal, isComplete]).toEqual([true, true]);
				const truth = exhaustive(rows, 2, criterion);
				expect(points.map(({ outcome }) => Math.round((outcome.accuracy ?? 0) * rows.length))).toEqual(
					truth.map(({ correct }) => correct)
				);
				points.forEach(({ gap }, at) => expect(gap).toBeCloseTo(truth[at]?.gap ?? NaN, 12));
			}),
			{ numRuns: 150 }
		);
	});

	it.each(['demographic-parity', 'equal-opportunity'] as const)('and for three: %s', async (criterion) => {
		await fc.assert(
			fc.asyncProperty(fc.array(rowOf(3), { minLength: 3, maxLength: 18 }), async (rows) => {
				const { points, isOptimal } = await tradeOff(curvesOf(rows, 3), criterion, free);
				if (judge(rows, [0, 0, 0], criterion).gap === null) {
					expect(points).toEqual([]);
					return;
				}
				expect(isOptimal).toBe(true);
				const truth = exhaustive(rows, 3, criterion);
				expect(points.map(({ outcome }) => Math.round((outcome.accuracy ?? 0) * rows.length))).toEqual(
					truth.map(({ correct }) => correct)
				);
				points.forEach(({ gap }, at) => expect(gap).toBeCloseTo(truth[at]?.gap ?? NaN, 12));
			}),
			{ numRuns: 80 }
		);
	});

	it('says of equalised odds for three groups that better ones may exist, and never claims more than is true', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(rowOf(3), { minLength: 12, maxLength: 18 }), async (rows) => {
				fc.pre([0, 1, 2].every((group) => rows.some((row) => row.group === group)));
				const { points, isOptimal } = await tradeOff(curvesOf(rows, 3), 'equalized-odds', free);
				if (points.length === 0) return;
				expect(isOptimal).toBe(false);
				expect(points.at(-1)?.gap).toBe(0);
				for (const { gap, outcome } of points) {
					const cuts = outcome.groups.map(({ threshold }) => threshold);
					const truth = judge(rows, cuts, 'equalized-odds');
					expect(gap).toBeCloseTo(truth.gap ?? NaN, 12);
					expect(outcome.accuracy).toBeCloseTo(truth.correct / rows.length, 12);
				}
			}),
			{ numRuns: 60 }
		);
	});

	it('spaces the points where there are more than can be drawn', async () => {
		let state = 1;
		const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
		const rows = Array.from({ length: 4000 }, (_, at): Row => {
			const label = random() < 0.5;
			return {
				group: at % 3 === 0 ? 1 : 0,
				label,
				score: random() * 0.6 + (label ? 0.3 : 0) + (at % 3 === 0 ? 0 : 0.1)
			};
		});
		const { points, isComplete } = await tradeOff(curvesOf(rows, 2), 'equalized-odds', free);
		expect(points.length).toBeGreaterThan(20);
		expect(points.length).toBeLessThanOrEqual(201);
		expect(points.at(-1)?.gap).toBe(0);
		if (!isComplete) expect(points.length).toBeGreaterThan(50);
		for (const [at, { gap, outcome }] of points.entries()) {
			const before = points[at - 1];
			if (!before) continue;
			expect(gap).toBeLessThan(before.gap);
			expect(outcome.accuracy ?? 0).toBeLessThan(before.outcome.accuracy ?? 1);
		}
	});

	it('answers one group, no rows, one score, and a group without positives', async () => {
		const one = curvesOf([{ group: 0, label: true, score: 1 }], 2);
		expect((await tradeOff(one, 'demographic-parity', free)).points).toEqual([]);
		expect((await tradeOff(curvesOf([], 2), 'equalized-odds', free)).points).toEqual([]);
		expect(outcomeOf(curvesOf([], 1), 0.5)).toMatchObject({ approved: null, accuracy: null });
		const same = [0, 0, 1, 1].map((group, at): Row => ({ group, label: at === 0, score: 0.3 }));
		const { points } = await tradeOff(curvesOf(same, 2), 'demographic-parity', free);
		expect(points.map(({ gap, outcome }) => [gap, outcome.accuracy])).toEqual([[0, 0.75]]);
		const lacking = [
			{ group: 0, label: true, score: 0.4 },
			{ group: 0, label: false, score: 0.2 },
			{ group: 1, label: false, score: 0.9 }
		];
		expect((await tradeOff(curvesOf(lacking, 2), 'equal-opportunity', free)).points).toEqual([]);
		const odds = await tradeOff(curvesOf(lacking, 2), 'equalized-odds', free);
		expect(odds.points).toHaveLength(1);
		expect(odds.points[0]).toMatchObject({ gap: 0, outcome: { accuracy: 1 } });
		expect(odds.points[0]?.outcome.groups[1]?.truePositiveRate).toBeNull();
	});

	it('picks the most accurate point within a gap, and knows what one row makes', async () => {
		const rows = Array.from({ length: 12 }, (_, at): Row => ({ group: at % 2, label: at > 5, score: at / 11 }));
		const curves = curvesOf(rows, 2);
		const { points } = await tradeOff(curves, 'demographic-parity', free);
		expect(pointWithin(points, 1)).toBe(points[0]);
		expect(pointWithin(points, 0)?.gap).toBe(0);
		expect(pointWithin([], 0)).toBeUndefined();
		expect(leastGap(curves, 'demographic-parity')).toBeCloseTo(1 / 6, 12);
		expect(leastGap(curves, 'equal-opportunity')).toBeCloseTo(1 / 3, 12);
	});
});

it('brings every group as near to the common share as any threshold can', () => {
	fc.assert(
		fc.property(fc.array(rowOf(3), { minLength: 1, maxLength: 40 }), (rows) => {
			const curves = curvesOf(rows, 3);
			const before = rows.filter(({ score }) => score >= 0.5).length / rows.length;
			expect(outcomeOf(curves, 0.5).approved).toBeCloseTo(before, 12);
			equalApproval(curves, 0.5).groups.forEach(({ approved, n }, group) => {
				const own = rows.filter((row) => row.group === group);
				expect(n).toBe(own.length);
				if (own.length === 0) {
					expect(approved).toBeNull();
					return;
				}
				const wanted = Math.round(before * own.length);
				const cuts = [...own.map(({ score }) => score), Infinity];
				const nearest = Math.min(
					...cuts.map((cut) => Math.abs(own.filter(({ score }) => score >= cut).length - wanted))
				);
				expect(Math.abs((approved ?? 0) * own.length - wanted)).toBeCloseTo(nearest, 9);
			});
		})
	);
});
