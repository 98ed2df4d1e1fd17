import { describe, expect, it } from 'vitest';
import { createKernelTrainer } from '$lib/engines/kernels/trainer';
import golden from '../../golden/train.json';
import { jobOn, table } from './jobs';

const none = new Int32Array(0);

async function fit(data: { x: number[][]; y: number[] }, task: 'classification' | 'regression', l2: number) {
	const columns = table({ ...Object.fromEntries(data.x.map((cells, at) => [`x${at}`, cells])), y: data.y });
	const params = { l2, iterations: 2000, tolerance: 1e-12 };
	const { model } = await createKernelTrainer().train(
		jobOn(columns, 'y', { task, estimator: 'linear', params, test: none })
	);
	if (model.estimator.type !== 'linear') throw new Error('not a linear model');
	return model.estimator;
}

function close(found: readonly number[], wanted: readonly number[]): void {
	expect(found.length).toBe(wanted.length);
	found.forEach((value, at) =>
		expect(Math.abs(value - (wanted[at] ?? NaN))).toBeLessThan(2e-4 * (1 + Math.abs(value)))
	);
}

describe('linear models agree with scikit-learn', () => {
	it('logistic regression', async () => {
		const { weights, bias } = await fit(golden.logistic, 'classification', 2);
		close(weights[0] ?? [], golden.logistic.coefficients[0] ?? []);
		close(bias, golden.logistic.intercept);
	});
	it('multinomial regression, up to a shift of all intercepts', async () => {
		const { weights, bias } = await fit(golden.multinomial, 'classification', 1);
		weights.forEach((row, k) => close(row, golden.multinomial.coefficients[k] ?? []));
		const centred = (list: readonly number[]) =>
			list.map((value) => value - list.reduce((a, b) => a + b, 0) / list.length);
		close(centred(bias), centred(golden.multinomial.intercept));
	});
	it('ridge regression', async () => {
		const { weights, bias } = await fit(golden.ridge, 'regression', 2);
		close(weights[0] ?? [], golden.ridge.coefficients[0] ?? []);
		close(bias, golden.ridge.intercept);
	});
});
