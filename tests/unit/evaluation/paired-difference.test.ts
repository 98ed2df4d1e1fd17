import { describe, expect, it } from 'vitest';
import { aucShares } from '$lib/core/evaluation/delong';
import { influenceEstimate } from '$lib/core/evaluation/estimate';
import { oneAgainstRest } from '$lib/core/evaluation/evaluated-rows';
import { pairedDifference } from '$lib/core/evaluation/paired-difference';
import { binaryRows, madeUp, numberRows } from './scored';

/** DeLong's components by their definition: every positive against every negative. */
function byDefinition(labels: readonly number[], scores: readonly number[]) {
	const of = (label: number) => scores.filter((_, row) => labels[row] === label);
	const [negatives, positives] = [of(0), of(1)];
	const wins = (x: number, y: number) => (x > y ? 1 : x === y ? 0.5 : 0);
	const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
	const v10 = positives.map((x) => mean(negatives.map((y) => wins(x, y))));
	const v01 = negatives.map((y) => mean(positives.map((x) => wins(x, y))));
	return { auc: mean(v10), v10, v01 };
}
function covariance(x: readonly number[], y: readonly number[]): number {
	const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
	const [a, b] = [mean(x), mean(y)];
	return x.reduce((sum, each, at) => sum + (each - a) * ((y[at] ?? 0) - b), 0) / (x.length - 1);
}
const z = 1.959963984540054;

describe('the area under the ROC curve', () => {
	it('has the interval of DeLong, by every pair of rows', () => {
		const { labels, scores } = madeUp(120, 3);
		const { auc, v10, v01 } = byDefinition(labels, scores);
		const variance = covariance(v10, v10) / v10.length + covariance(v01, v01) / v01.length;
		const shares = aucShares(oneAgainstRest(binaryRows(labels, scores), 1));
		expect(shares.auc).toBeCloseTo(auc, 12);
		const { lower, upper } = influenceEstimate(shares.auc, shares.influence);
		expect(lower).toBeCloseTo(auc - z * Math.sqrt(variance), 12);
		expect(upper).toBeCloseTo(auc + z * Math.sqrt(variance), 12);
	});

	it('counts a row of weight 2 as two rows', () => {
		const { labels, scores } = madeUp(40, 5);
		const weights = labels.map((_, row) => 1 + (row % 2));
		const twice = (values: readonly number[]) =>
			values.flatMap((value, row) => (row % 2 === 1 ? [value, value] : [value]));
		const weighted = aucShares(oneAgainstRest(binaryRows(labels, scores, weights), 1));
		expect(weighted.auc).toBeCloseTo(byDefinition(twice(labels), twice(scores)).auc, 12);
	});

	it('is not defined for one class, and is a half where all scores are the same', () => {
		expect(aucShares(oneAgainstRest(binaryRows([1, 1], [0.2, 0.4]), 1)).auc).toBeNull();
		expect(aucShares(oneAgainstRest(binaryRows([1, 0, 1], [0.5, 0.5, 0.5]), 1)).auc).toBe(0.5);
	});
});

describe('two models on the same rows', () => {
	const { labels, scores } = madeUp(200, 8);
	const other = madeUp(200, 9).scores.map((score, row) => (score + (scores[row] ?? 0) * 2) / 3);
	const found = pairedDifference(binaryRows(labels, scores), binaryRows(labels, other));
	const named = (name: string) => found.metrics.find(({ metric }) => metric === name);

	it('lie apart in AUC as DeLong says, by every pair of rows', () => {
		const [a, b] = [byDefinition(labels, scores), byDefinition(labels, other)];
		const part = (x: readonly number[], y: readonly number[]) =>
			(covariance(x, x) + covariance(y, y) - 2 * covariance(x, y)) / x.length;
		const half = z * Math.sqrt(part(a.v10, b.v10) + part(a.v01, b.v01));
		expect(named('auc')).toMatchObject({ difference: { method: 'delong' } });
		expect(named('auc')?.difference.value).toBeCloseTo(b.auc - a.auc, 12);
		expect(named('auc')?.difference.lower).toBeCloseTo(b.auc - a.auc - half, 12);
		expect(named('auc')?.difference.upper).toBeCloseTo(b.auc - a.auc + half, 12);
	});

	it('lie apart in log loss by the mean of the differences of rows', () => {
		const loss = (list: readonly number[], row: number) =>
			-Math.log(Math.max(labels[row] === 1 ? (list[row] ?? 0) : 1 - (list[row] ?? 0), 1e-15));
		const apart = labels.map((_, row) => loss(other, row) - loss(scores, row));
		const mean = apart.reduce((sum, each) => sum + each, 0) / apart.length;
		const deviation = Math.sqrt(apart.reduce((sum, each) => sum + (each - mean) ** 2, 0)) / apart.length;
		expect(named('logLoss')?.difference.value).toBeCloseTo(mean, 12);
		expect(named('logLoss')?.difference.upper).toBeCloseTo(mean + z * deviation, 10);
	});

	it('are matched by the numbers of their rows, and need some in common', () => {
		const [a, b] = [binaryRows(labels, scores), binaryRows(labels, scores)];
		const places = b.places.map((place) => place + 100);
		const half = pairedDifference(a, { ...b, places, truth: b.truth.map((_, row) => a.truth[row + 100] ?? 0) });
		expect(half.rows).toBe(100);
		expect(pairedDifference(a, { ...b, places: places.map((place) => place + 100) }).reason).toBe('no-common-rows');
		expect(pairedDifference(a, numberRows([1, 2], [1, 2])).reason).toBe('tasks-differ');
		expect(pairedDifference(a, { ...b, classes: ['no', 'maybe'] }).reason).toBe('classes-differ');
	});

	it('say which is better only beyond chance, and for errors the smaller', () => {
		const truth = Array.from({ length: 300 }, (_, row) => Math.sin(row));
		const near = truth.map((value, row) => value + 0.1 * Math.cos(7 * row));
		const far = truth.map((value, row) => value + 0.5 * Math.cos(5 * row));
		const apart = pairedDifference(numberRows(truth, near), numberRows(truth, far)).metrics;
		expect(apart.map(({ metric, better }) => [metric, better])).toEqual([
			['rmse', 'a'],
			['mae', 'a']
		]);
		const same = pairedDifference(numberRows(truth, near), numberRows(truth, near)).metrics;
		expect(same.every(({ better, difference }) => better === null && difference.value === 0)).toBe(true);
	});
});
