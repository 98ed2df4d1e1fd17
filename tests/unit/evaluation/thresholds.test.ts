import { describe, expect, it } from 'vitest';
import { curveOf } from '$lib/core/evaluation/binary';
import { confusionAt } from '$lib/core/evaluation/confusion';
import { bestPlaces, cutAt, meanCost, plainCosts, spacedPlaces } from '$lib/core/evaluation/costs';
import { oneAgainstRest } from '$lib/core/evaluation/evaluated-rows';
import { decilesOf, positivesWithin } from '$lib/core/evaluation/lift';
import { binaryRows, madeUp } from './scored';

const { labels, scores } = madeUp(300, 4, 0.2, 2);
const curve = curveOf(oneAgainstRest(binaryRows(labels, scores), 1));

/** Counts at a threshold, row by row. */
function counted(threshold: number) {
	const where = (label: number, isCalled: boolean) =>
		labels.filter((own, row) => own === label && (scores[row] ?? 0) >= threshold === isCalled).length;
	return { tp: where(1, true), fp: where(0, true), fn: where(1, false), tn: where(0, false) };
}
const cuts = [Infinity, ...new Set(scores)];

describe('the best threshold', () => {
	it.each([
		{ ...plainCosts, falseNegatives: 5 },
		{ ...plainCosts, falsePositives: 8, truePositives: -3 },
		{ truePositives: 2, falsePositives: 0.5, falseNegatives: 4, trueNegatives: -1 }
	])('costs no more than any other, by trying each (%#)', (costs) => {
		const cost = (threshold: number) => {
			const { tp, fp, fn, tn } = counted(threshold);
			const sum =
				tp * costs.truePositives + fp * costs.falsePositives + fn * costs.falseNegatives + tn * costs.trueNegatives;
			return sum / labels.length;
		};
		const place = bestPlaces(curve, costs).cost;
		const least = Math.min(...cuts.map(cost));
		expect(meanCost(confusionAt(curve, place), costs)).toBeCloseTo(least, 12);
		expect(cost(curve.cuts[place] ?? NaN)).toBeCloseTo(least, 12);
	});

	it('has the highest F1 and the highest Youden index, by trying each', () => {
		const f1 = ({ tp, fp, fn }: ReturnType<typeof counted>) => (2 * tp) / (2 * tp + fp + fn);
		const youden = ({ tp, fp, fn, tn }: ReturnType<typeof counted>) => tp / (tp + fn) - fp / (fp + tn);
		const best = bestPlaces(curve, plainCosts);
		expect(f1(counted(curve.cuts[best.f1] ?? NaN))).toBeCloseTo(Math.max(...cuts.map(counted).map(f1)), 12);
		expect(youden(counted(curve.cuts[best.youden] ?? NaN))).toBeCloseTo(Math.max(...cuts.map(counted).map(youden)), 12);
	});

	it('is told by the shortest decimal that calls the same rows', () => {
		for (const place of curve.cuts.keys()) {
			const cut = cutAt(curve, place);
			if (place === 0) expect(cut).toBe(Infinity);
			else expect(counted(cut), String(cut)).toEqual(counted(curve.cuts[place] ?? NaN));
		}
		const hand = { n: 3, positives: 1, truePositives: curve.cuts, falsePositives: curve.cuts };
		const cuts = Float64Array.of(Infinity, 0.3274, 0.3231, 0.0004);
		expect([1, 2, 3].map((place) => cutAt({ ...hand, cuts }, place))).toEqual([0.327, 0.3, 0]);
	});

	it('calls nobody where calling only costs', () => {
		const place = bestPlaces(curve, { ...plainCosts, falsePositives: 1000, falseNegatives: 0 }).cost;
		expect(curve.cuts[place]).toBe(Infinity);
	});
});

describe('lift', () => {
	it('is the rate in a tenth of the rows over the rate of all, ties sharing theirs', () => {
		const plain = curveOf(
			oneAgainstRest(binaryRows([1, 1, 0, 1, 0, 0, 0, 0, 0, 0], [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]), 1)
		);
		const deciles = decilesOf(plain);
		expect(deciles.map(({ positives }) => positives)).toEqual([1, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
		expect(deciles[0]?.lift).toBeCloseTo(10 / 3, 12);
		expect(deciles.map(({ gained }) => Math.round(gained * 3))).toEqual([1, 2, 2, 3, 3, 3, 3, 3, 3, 3]);
		const tied = curveOf(oneAgainstRest(binaryRows([1, 0, 0, 0], [0.5, 0.5, 0.5, 0.5]), 1));
		expect(positivesWithin(tied, 0.25).positives).toBeCloseTo(0.25, 12);
	});

	it('adds up to all rows and all positives', () => {
		const deciles = decilesOf(curve);
		expect(deciles.reduce((sum, { positives }) => sum + positives, 0)).toBeCloseTo(curve.positives, 9);
		expect(deciles.at(-1)?.gained).toBeCloseTo(1, 12);
	});
});

it('a curve is thinned to places with its ends', () => {
	const places = spacedPlaces(curve, 10);
	expect([places[0], places.at(-1), places.length]).toEqual([0, curve.cuts.length - 1, 10]);
});
