import { describe, expect, it } from 'vitest';
import { curveOf, evaluateBinary } from '$lib/core/evaluation/binary';
import { evaluateClasses } from '$lib/core/evaluation/classes';
import { confusionAt, confusionMetrics } from '$lib/core/evaluation/confusion';
import { oneAgainstRest, type EvaluatedRows } from '$lib/core/evaluation/evaluated-rows';
import { evaluateNumbers } from '$lib/core/evaluation/numbers';
import type { Estimate } from '$lib/core/evaluation/estimate';
import { placeOf } from '$lib/core/clarify/threshold-curve';
import golden from '../../golden/evaluate.json';
import { binaryRows, numberRows } from './scored';

const unhurried = () => Promise.resolve();

/** Each figure agrees and lies within its interval. */
function agree(found: Readonly<Record<string, Estimate>>, wanted: Readonly<Record<string, number>>): void {
	for (const [name, value] of Object.entries(wanted)) {
		const { value: own, lower, upper } = found[name] ?? { value: null, lower: null, upper: null };
		expect(own, name).toBeCloseTo(value, 9);
		expect([(lower ?? NaN) <= value + 1e-12, (upper ?? NaN) >= value - 1e-12], name).toEqual([true, true]);
	}
}

describe('two classes agree with scikit-learn and scipy', () => {
	it.each(golden.binary)('in figures, at every threshold and in bins (%#)', async (wanted) => {
		const rows = oneAgainstRest(binaryRows(wanted.labels, wanted.scores, wanted.weights), 1);
		const { curve, figures, calibration } = await evaluateBinary(rows, 1, 0, unhurried);
		agree(figures, Object.fromEntries(Object.entries(wanted.figures).filter(([, value]) => value !== undefined)));

		const negatives = curve.n - curve.positives;
		const near = (found: Iterable<number>, values: readonly (number | null)[]) =>
			Array.from(found).forEach((each, at) => expect(each).toBeCloseTo(values[at] ?? NaN, 9));
		expect(curve.cuts.length).toBe(wanted.roc.fpr.length);
		near(curve.cuts.slice(1), wanted.roc.cuts);
		near(
			curve.truePositives.map((each) => each / curve.positives),
			wanted.roc.tpr
		);
		near(
			curve.falsePositives.map((each) => each / negatives),
			wanted.roc.fpr
		);
		const precision = curve.truePositives.map((each, at) => each / (each + (curve.falsePositives[at] ?? 0)));
		near(precision.slice(1), wanted.pr.precision);

		const counts = confusionAt(curve, placeOf(curve, 0.5));
		for (const [name, value] of Object.entries(wanted.confusion))
			expect(counts[name as keyof typeof counts], name).toBeCloseTo(value, 9);
		const called = confusionMetrics(counts);
		for (const [name, value] of Object.entries(wanted.called))
			expect(called[name as keyof typeof called], name).toBeCloseTo(value, 9);

		if (wanted.calibration && wanted.line) {
			near(
				calibration.bins.map(({ observed }) => observed),
				wanted.calibration.observed
			);
			near(
				calibration.bins.map(({ predicted }) => predicted),
				wanted.calibration.predicted
			);
			expect(calibration.line?.slope.value).toBeCloseTo(wanted.line.slope, 4);
			expect(calibration.line?.intercept.value).toBeCloseTo(wanted.line.intercept, 4);
		}
	});
});

describe('more classes agree with scikit-learn', () => {
	it.each(golden.multiclass)('(%#)', async (wanted) => {
		const rows: EvaluatedRows = {
			...numberRows(wanted.truth, wanted.answers),
			task: 'classification',
			classes: Array.from({ length: wanted.classes }, (_, k) => `c${k}`),
			weights: new Float64Array(wanted.truth.length).fill(1),
			places: Int32Array.from(wanted.truth.keys())
		};
		const { table, figures, topK, classes, curves } = await evaluateClasses(rows, 0, unhurried);
		expect(Array.from(table)).toEqual(wanted.confusion);
		agree(figures, wanted.figures);
		expect(topK[0]?.share.value).toBeCloseTo(wanted.top2, 9);
		classes.forEach((found, k) =>
			agree(
				{ precision: found.precision, recall: found.recall, f1: found.f1 },
				{
					precision: wanted.each.precision[k] ?? NaN,
					recall: wanted.each.recall[k] ?? NaN,
					f1: wanted.each.f1[k] ?? NaN
				}
			)
		);
		for (const average of ['macro', 'weighted'] as const) {
			const { auc, averagePrecision, roc, precision } = curves[average] ?? {};
			expect(auc, average).toBeCloseTo(wanted.means[average].auc, 9);
			expect(averagePrecision, average).toBeCloseTo(wanted.means[average].averagePrecision, 9);
			wanted.means[average].roc.forEach((each, at) => expect(roc?.[at]).toBeCloseTo(each ?? NaN, 9));
			wanted.means[average].precision.forEach((each, at) => expect(precision?.[at]).toBeCloseTo(each ?? NaN, 9));
		}
	});

	it('but for a class that no row is of, which has no curve and is in no mean', async () => {
		const rows: EvaluatedRows = {
			...numberRows([0, 0, 1, 1], [0.6, 0.3, 0.1, 0.5, 0.4, 0.1, 0.2, 0.7, 0.1, 0.3, 0.6, 0.1]),
			task: 'classification',
			classes: ['a', 'b', 'absent']
		};
		const { curves } = await evaluateClasses(rows, 0, unhurried);
		expect(curves.classes.map((own) => own?.averagePrecision ?? null)).toEqual([1, 1, null]);
		expect(curves.macro?.auc).toBe(1);
	});
});

describe('numbers agree with scikit-learn', () => {
	it.each(golden.regression)('(%#)', async ({ truth, answers, weights, figures }) => {
		const found = await evaluateNumbers(numberRows(truth, answers, weights), 0.8, 0, unhurried);
		agree(found.figures, figures);
		expect(found.zeros).toBe(truth.filter((own) => own === 0).length);
	});
});

describe('every threshold', () => {
	it('counts rows by their weights', () => {
		const curve = curveOf(oneAgainstRest(binaryRows([1, 0, 1], [0.9, 0.5, 0.5], [2, 3, 4]), 1));
		expect(Array.from(curve.truePositives)).toEqual([0, 2, 6]);
		expect(Array.from(curve.falsePositives)).toEqual([0, 0, 3]);
	});
});
