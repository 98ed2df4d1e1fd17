import { describe, expect, it } from 'vitest';
import { classificationMetrics, regressionMetrics, type Metrics } from '$lib/core/train/metrics';
import golden from '../../golden/train.json';

function close(found: Metrics, wanted: Readonly<Record<string, number>>): void {
	for (const [name, value] of Object.entries(wanted)) expect(found[name], name).toBeCloseTo(value, 10);
	expect(Object.keys(found).sort()).toEqual(Object.keys(wanted).sort());
}

describe('metrics agree with scikit-learn', () => {
	it.each(golden.binary)('on two classes with tied scores (%#)', ({ labels, positive, metrics }) => {
		const both = Float64Array.from(positive.flatMap((p) => [1 - p, p]));
		close(classificationMetrics(labels, both, 2), metrics);
	});
	it.each(golden.multiclass)('on many classes (%#)', ({ labels, probabilities, classes, metrics }) => {
		close(classificationMetrics(labels, Float64Array.from(probabilities), classes), metrics);
	});
	it.each(golden.regression)('on numbers (%#)', ({ truth, predictions, metrics }) => {
		close(regressionMetrics(truth, Float64Array.from(predictions)), metrics);
	});
});

describe('metrics that are not defined', () => {
	it('give null where one class is all there is, and where nothing is', () => {
		expect(classificationMetrics([1, 1], Float64Array.of(0.4, 0.6, 0.3, 0.7), 2)['auc']).toBeNull();
		expect(classificationMetrics([], new Float64Array(0), 2)['accuracy']).toBeNull();
		expect(regressionMetrics([2, 2], Float64Array.of(1, 3))['r2']).toBeNull();
	});
});
