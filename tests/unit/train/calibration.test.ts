import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marginBounds } from '$lib/core/clarify/counterfactual-goal';
import type { Model } from '$lib/core/model/model';
import { modelToOnnx } from '$lib/core/model/onnx';
import { seededRandom } from '$lib/core/random';
import {
	calibrateModel,
	fitCalibration,
	fitIsotonic,
	fitPlatt,
	fitTemperature,
	stepAt
} from '$lib/core/train/calibration';
import { answersOf, encodeRows, marginCount, margins, predictRows } from '$lib/core/train/predict';
import { createKernelTrainer } from '$lib/engines/kernels/trainer';
import { createPredictor } from '$lib/engines/onnx/predictor';
import golden from '../../golden/calibrate.json';
import { jobOn, table } from './jobs';

const doubles = (list: readonly number[]) => Float64Array.from(list);

describe('calibration, as scikit-learn does it', () => {
	it.each(golden.cases.map((one, at) => [at, one] as const))(
		'case %i',
		(_, { scores, truth, weights, isotonic, platt }) => {
			const curve = fitIsotonic(doubles(scores), doubles(truth), doubles(weights));
			scores.forEach((score, at) => expect(stepAt(curve, score)).toBeCloseTo(isotonic[at] ?? NaN, 12));
			const found = fitPlatt(doubles(scores), doubles(truth), doubles(weights));
			expect(found.slope).toBeCloseTo(platt.slope, 4);
			expect(found.offset).toBeCloseTo(platt.offset, 4);
		}
	);

	it('finds the temperature scipy finds', () => {
		const { margins: given, labels, slope } = golden.temperature;
		const found = fitTemperature(doubles(given), doubles(labels), doubles(labels.map(() => 1)), 3);
		expect(found).toBeCloseTo(slope, 4);
	});

	it('is never falling, and an isotonic curve keeps the mean of what it was fitted on', () => {
		const points = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.constantFrom(0, 1)), {
			minLength: 2,
			maxLength: 60
		});
		fc.assert(
			fc.property(points, (rows) => {
				const scores = doubles(rows.map(([score]) => score));
				const truth = doubles(rows.map(([, own]) => own));
				const curve = fitIsotonic(
					scores,
					truth,
					truth.map(() => 1)
				);
				curve.values.forEach((value, at) => expect(value).toBeGreaterThanOrEqual(curve.values[at - 1] ?? 0));
				const sum = scores.reduce((total, score) => total + stepAt(curve, score), 0);
				expect(sum).toBeCloseTo(
					truth.reduce((total, own) => total + own, 0),
					9
				);
			})
		);
	});
});

/** Two or three classes whose probabilities a model trained on balanced classes overstates. */
function skewed(classes: 2 | 3) {
	const random = seededRandom(12);
	const rows = 3000;
	const x = Array.from({ length: rows }, () => random());
	const y = x.map((value) => {
		const draw = random();
		if (draw < 0.25 * value) return 'rare';
		return classes === 3 && draw > 0.7 + 0.2 * value ? 'other' : 'usual';
	});
	return table({ x, y });
}

async function probabilitiesOf(model: Model, columns: ReturnType<typeof skewed>): Promise<number[]> {
	const predictor = createPredictor();
	const session = await predictor.load(modelToOnnx(model));
	const { columns: found } = await predictor.run(session, columns);
	await predictor.unload(session);
	return found.slice(1).flatMap(({ vector }) => (vector.kind === 'number' ? Array.from(vector.values) : []));
}

describe.each([2, 3] as const)('a calibrated model of %i classes', (classes) => {
	it.each([
		['platt', 'trees'],
		['isotonic', 'trees'],
		['isotonic', 'knn']
	] as const)('by %s of %s says what comes true, and so does its graph', async (method, estimator) => {
		const columns = skewed(classes);
		const job = jobOn(columns, 'y', {
			classWeights: 'balanced',
			estimator,
			params: estimator === 'knn' ? { neighbors: 100 } : { rounds: 30, leaves: 4 }
		});
		const { model, testPredictions } = await createKernelTrainer().train(job);
		const y = columns.columns[1]?.vector;
		const labelAt = (row: number) =>
			y?.kind === 'text' ? model.classes.indexOf(y.dictionary[y.codes[row] ?? -1] ?? '') : -1;
		const labels = Float64Array.from(job.test, labelAt);
		const calibration = fitCalibration(
			method,
			testPredictions,
			labels,
			labels.map(() => 1),
			classes,
			estimator === 'knn'
		);
		const calibrated = calibrateModel(model, calibration);
		const rare = model.classes.indexOf('rare');
		const share = labels.filter((own) => own === rare).length / labels.length;
		const meanOf = (answers: Float64Array) => {
			let sum = 0;
			for (let at = rare; at < answers.length; at += classes) sum += answers[at] ?? 0;
			return (sum * classes) / answers.length;
		};
		const before = predictRows(model, columns);
		const after = predictRows(calibrated, columns);
		expect(meanOf(before)).toBeGreaterThan(2 * share);
		const isOneSlope = classes === 3 && method === 'platt';
		if (!isOneSlope) expect(Math.abs(meanOf(after) - share)).toBeLessThan(0.03);
		const lossOf = (answers: Float64Array) =>
			job.test.reduce((loss, row) => loss - Math.log(answers[row * classes + labelAt(row)] ?? NaN), 0);
		expect(lossOf(after)).toBeLessThan(lossOf(before));
		for (let from = 0; from < after.length; from += classes)
			expect(after.subarray(from, from + classes).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
		const graph = await probabilitiesOf(calibrated, columns);
		graph.forEach((p, at) => {
			const [k, row] = [Math.floor(at / columns.rows), at % columns.rows];
			expect(Math.abs(p - (after[row * classes + k] ?? NaN))).toBeLessThan(1e-5);
		});
	});
});

describe('what a calibrated answer asks of the margin', () => {
	it('is the steps that give it', async () => {
		const columns = skewed(2);
		const { model } = await createKernelTrainer().train(jobOn(columns, 'y', { estimator: 'linear' }));
		const values = margins(
			model.estimator.type === 'graph' ? { type: 'linear', weights: [], bias: [] } : model.estimator,
			encodeRows(model, columns),
			model.features.length,
			marginCount(model)
		).map(Math.fround);
		const curve = { edges: [-2.5, -1.75, -1.5].map(Math.fround), values: [0.05, 0.2, 0.4, 0.7] };
		const calibrated = { ...model, calibration: { type: 'isotonic' as const, curves: [curve] } };
		const answers = answersOf(calibrated, values);
		for (const classIndex of [0, 1])
			for (const probability of [0.01, 0.2, 0.3, 0.5, 0.69, 0.7, 0.8, 0.95, 0.99]) {
				const bounds = marginBounds(calibrated, { type: 'class', classIndex, probability });
				values.forEach((z, row) => {
					const isMet = (answers[row * 2 + classIndex] ?? NaN) >= probability;
					expect(z >= (bounds?.least ?? NaN) && z <= (bounds?.most ?? NaN)).toBe(isMet);
				});
			}
	});
});
