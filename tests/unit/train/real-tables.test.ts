import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { holdOut } from '$lib/core/train/holdout';
import type { EstimatorName, TrainJob, TrainResult } from '$lib/core/train/job';
import { readTarget } from '$lib/core/train/target';
import { createKernelTrainer } from '$lib/engines/kernels/trainer';
import { plainCsv } from '../../fixtures/plain-csv';

const data = '../shared/data';

function train(file: string, target: string, estimator: EstimatorName): Promise<TrainResult> {
	const columns = plainCsv(readFileSync(`${data}/${file}`, 'utf8'));
	const { values } = readTarget(columns, target, 'classification');
	const job: TrainJob = {
		columns,
		kinds: {},
		target,
		task: 'classification',
		estimator,
		engine: 'kernels',
		params: {},
		seed: 0,
		test: holdOut(values, 0.25, true, 0),
		weight: null,
		ignore: [],
		refit: false
	};
	return createKernelTrainer().train(job);
}

describe.skipIf(!existsSync(`${data}/adult.csv`))('defaults on real tables', () => {
	it.each([
		['trees', 0.925],
		['linear', 0.9],
		['mlp', 0.905]
	] as const)('%s ranks incomes of the census with an AUC of at least %f', async (estimator, least) => {
		const { metrics } = await train('adult.csv', 'income', estimator);
		expect(metrics['auc']).toBeGreaterThan(least);
	});

	it.each([
		['trees', 0.74],
		['linear', 0.74],
		['mlp', 0.7]
	] as const)('%s ranks German credits with an AUC of at least %f', async (estimator, least) => {
		const { metrics } = await train('german.csv', 'class', estimator);
		expect(metrics['auc']).toBeGreaterThan(least);
	});
});
