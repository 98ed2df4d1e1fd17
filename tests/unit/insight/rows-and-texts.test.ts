import { expect, it } from 'vitest';
import { isolationScores, meanPath } from '$lib/core/insight/isolation-forest';
import { balancedAccuracy, confusionOf, errorSizes, naiveLoss } from '$lib/core/insight/scores';
import { textPatterns } from '$lib/core/insight/text-pattern';
import { seededRandom } from '$lib/core/random';

it('scores a row far from the others below 0 and lowest of all, the same for the same seed', async () => {
	const random = seededRandom(3);
	const columns = [0, 1, 2].map(() => Float64Array.from({ length: 500 }, (_, row) => (row === 123 ? 40 : random())));
	const scores = await isolationScores(columns, 500, 0, () => Promise.resolve());
	expect(scores.indexOf(Math.min(...scores))).toBe(123);
	expect(scores[123]).toBeLessThan(0);
	expect(scores.filter((score) => score > -0.1).length).toBeGreaterThan(490);
	expect(await isolationScores(columns, 500, 0, () => Promise.resolve())).toEqual(scores);
});

it('stops a forest when it is told to', async () => {
	const stop = () => Promise.reject(new DOMException('enough', 'AbortError'));
	await expect(isolationScores([new Float64Array(10)], 10, 0, stop)).rejects.toThrow('enough');
});

it('knows the mean path that the paper defines, with the harmonic number it approximates', () => {
	const harmonic = Array.from({ length: 255 }, (_, i) => 1 / (i + 1)).reduce((sum, each) => sum + each, 0);
	expect(meanPath(256)).toBeCloseTo(2 * harmonic - (2 * 255) / 256, 2);
	expect([meanPath(1), meanPath(2)]).toEqual([0, 1]);
});

it('counts classes, errors and the loss of a guess, by hand', () => {
	const confusion = confusionOf([0, 0, 0, 1], Float64Array.from([0.9, 0.1, 0.8, 0.2, 0.3, 0.7, 0.4, 0.6]), 2);
	expect(confusion).toEqual([
		[2, 1],
		[0, 1]
	]);
	expect(balancedAccuracy(confusion)).toBeCloseTo((2 / 3 + 1) / 2, 12);
	expect(errorSizes([1, 2, 3], Float64Array.from([1.5, 4, 3]))).toEqual({ max: 2, median: 0.5 });
	expect(naiveLoss(Float64Array.from([1, 3]), Float64Array.from([2, 5]), 0)).toBe(4.5);
	expect(naiveLoss(Float64Array.from([0, 1]), Float64Array.from([0, 1]), 2)).toBeCloseTo(Math.LN2, 12);
});

it('says how texts are written, with lengths and shares', () => {
	const texts = [
		{ value: 'AB-1234', count: 5 },
		{ value: 'CD-1234567', count: 3 },
		{ value: 'a1b2c', count: 2 }
	];
	expect(textPatterns(texts)).toEqual([
		{ pattern: '{upper:2}-{digits:4-7}', share: 0.8 },
		{ pattern: '{alnum:5}', share: 0.2 }
	]);
	expect(
		textPatterns([
			{ value: 'Mary Jones', count: 99 },
			{ value: '', count: 1 }
		])
	).toEqual([
		{ pattern: '{name:4}{whitespace:1}{name:5}', share: 0.99 },
		{ pattern: '{any}', share: expect.closeTo(0.01, 9) }
	]);
});
