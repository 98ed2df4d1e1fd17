import { describe, expect, it } from 'vitest';
import { evaluateBinary } from '$lib/core/evaluation/binary';
import { confusionEstimates } from '$lib/core/evaluation/confusion';
import { oneAgainstRest } from '$lib/core/evaluation/evaluated-rows';
import { evaluate } from '$lib/core/evaluation/evaluation';
import { evaluateNumbers } from '$lib/core/evaluation/numbers';
import { seededRandom } from '$lib/core/random';
import { binaryRows, madeUp, numberRows } from './scored';

const unhurried = () => Promise.resolve();
const times = 80;
/** Of 80 intervals at 95 % about 76 hold the true value; fewer than 70 would be a fault. */
const isHonest = (held: number) => expect(held / times).toBeGreaterThan(0.865);

describe('intervals hold the value of all possible rows about as often as they say', () => {
	it('for ranks and shares of two classes', async () => {
		const all = madeUp(15_000, 1, 0.4, 2);
		const truth = await evaluateBinary(oneAgainstRest(binaryRows(all.labels, all.scores), 1), 1, 0, unhurried);
		const held = { auc: 0, averagePrecision: 0, logLoss: 0 };
		for (let time = 0; time < times; time++) {
			const { labels, scores } = madeUp(150, 100 + time, 0.4, 2);
			const { figures } = await evaluateBinary(oneAgainstRest(binaryRows(labels, scores), 1), 1, time, unhurried);
			for (const name of ['auc', 'averagePrecision', 'logLoss'] as const) {
				const { lower, upper } = figures[name];
				const value = truth.figures[name].value ?? NaN;
				if ((lower ?? NaN) <= value && value <= (upper ?? NaN)) held[name] += 1;
			}
		}
		isHonest(held.auc);
		isHonest(held.averagePrecision);
		isHonest(held.logLoss);
	});

	it('for what a bootstrap of four cells gives', () => {
		const random = seededRandom(5);
		const shares = [0.3, 0.1, 0.15, 0.45];
		const wanted = (2 * 0.3) / (2 * 0.3 + 0.1 + 0.15);
		let held = 0;
		for (let time = 0; time < times; time++) {
			const counts = [0, 0, 0, 0];
			for (let row = 0; row < 200; row++) {
				let left = random();
				const cell = shares.findIndex((share) => (left -= share) < 0);
				counts[Math.max(0, cell)] = (counts[Math.max(0, cell)] ?? 0) + 1;
			}
			const [truePositives = 0, falsePositives = 0, falseNegatives = 0, trueNegatives = 0] = counts;
			const { lower, upper } = confusionEstimates(
				{ truePositives, falsePositives, falseNegatives, trueNegatives },
				1,
				time
			).f1;
			if ((lower ?? NaN) <= wanted && wanted <= (upper ?? NaN)) held += 1;
		}
		isHonest(held);
	});

	it('for errors of numbers', async () => {
		const noise = (random: () => number) => random() + random() + random() - 1.5;
		let held = 0;
		for (let time = 0; time < times; time++) {
			const random = seededRandom(time);
			const truth = Array.from({ length: 150 }, () => 10 * random());
			const { figures } = await evaluateNumbers(
				numberRows(
					truth,
					truth.map((own) => own + noise(random))
				),
				null,
				time,
				unhurried
			);
			// three uniform numbers: variance 3 / 12
			if ((figures.rmse.lower ?? NaN) <= 0.5 && 0.5 <= (figures.rmse.upper ?? NaN)) held += 1;
		}
		isHonest(held);
	});
});

describe('what cannot be measured', () => {
	const evaluated = (rows: ReturnType<typeof binaryRows>) =>
		evaluate({ rows, positive: null, quantile: null, seed: 0 }, unhurried);

	it('is null where one class only was held out, and says so', async () => {
		const { binary, warnings } = await evaluated(binaryRows([1, 1, 1], [0.2, 0.9, 0.4]));
		expect(warnings).toEqual(['few-rows', 'classes-missing', 'few-positives']);
		expect(binary?.figures.auc.value).toBeNull();
		expect(binary?.figures.averagePrecision.value).toBeNull();
		expect(binary?.figures.logLoss.value).toBeGreaterThan(0);
		expect(binary?.deciles).toEqual([]);
		expect(binary?.calibration.line).toBeNull();
	});

	it('is nothing without rows, and without a truth', async () => {
		const none = await evaluated(binaryRows([], []));
		expect(none.warnings).toEqual(['no-rows']);
		expect(none.binary?.figures.brier.value).toBeNull();
		const unknown = await evaluated(binaryRows([NaN, 1, 0], [0.5, 0.7, NaN]));
		expect(unknown.rows).toMatchObject({ measured: 1, left: 2 });
		const numbers = await evaluate({ rows: numberRows([], []), positive: null, quantile: null, seed: 0 }, unhurried);
		expect(Object.values(numbers.numbers?.figures ?? {}).every(({ value }) => value === null)).toBe(true);
	});

	it('stays finite where scores are 0, 1 and all the same', async () => {
		const sure = await evaluated(binaryRows([1, 0, 1, 0], [1, 0, 0, 1]));
		expect(sure.binary?.figures.logLoss.value).toBeCloseTo(-Math.log(1e-15) / 2, 6);
		const tied = await evaluated(binaryRows([1, 0, 1, 0], [0.5, 0.5, 0.5, 0.5]));
		expect(tied.binary?.figures.auc.value).toBe(0.5);
		expect(tied.binary?.curve.cuts.length).toBe(2);
		expect(tied.binary?.calibration.bins.length).toBe(1);
	});

	it('does not mind a hundred classes, nor classes that no row has', async () => {
		const classes = Array.from({ length: 100 }, (_, k) => `c${k}`);
		const truth = Float64Array.from({ length: 400 }, (_, row) => row % 80);
		const answers = new Float64Array(400 * 100).fill(0.001);
		truth.forEach((own, row) => (answers[row * 100 + ((own + (row % 3 === 0 ? 1 : 0)) % 100)] = 0.901));
		const rows = { ...numberRows([], []), task: 'classification' as const, classes, truth, answers };
		const found = await evaluated({
			...rows,
			weights: new Float64Array(400).fill(1),
			places: Int32Array.from(truth.keys())
		});
		expect(found.warnings).toContain('classes-missing');
		expect(found.classes?.figures.accuracy.value).toBeCloseTo(266 / 400, 12);
		expect(found.classes?.figures.auc.value).toBeNull();
		expect(found.classes?.classes[90]).toMatchObject({ rows: 0, recall: { value: null } });
	});
});
