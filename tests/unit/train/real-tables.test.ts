import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Columns } from '$lib/core/table/columns';
import { holdOut } from '$lib/core/train/holdout';
import type { EstimatorName, TrainJob, TrainResult } from '$lib/core/train/job';
import { readTarget } from '$lib/core/train/target';
import { createKernelTrainer } from '$lib/engines/kernels/trainer';
import { plainCsv } from '../../fixtures/plain-csv';

const data = '../shared/data';

const tables = new Map<string, Columns>();
function read(file: string): Columns {
	const columns = tables.get(file) ?? plainCsv(readFileSync(`${data}/${file}`, 'utf8'));
	tables.set(file, columns);
	return columns;
}

function train(file: string, target: string, estimator: EstimatorName, share = 0.25, seed = 0): Promise<TrainResult> {
	const columns = read(file);
	const { values } = readTarget(columns, target, 'classification');
	const job: TrainJob = {
		columns,
		kinds: {},
		target,
		task: 'classification',
		estimator,
		engine: 'kernels',
		params: {},
		seed,
		test: holdOut(values, share, true, seed),
		weight: null,
		ignore: [],
		refit: false
	};
	return createKernelTrainer().train(job);
}

describe.skipIf(!existsSync(`${data}/adult.csv`))('defaults on real tables', () => {
	it.each([
		['trees', 0.925],
		['linear', 0.905],
		['mlp', 0.91]
	] as const)(
		'%s ranks incomes with a mean AUC of at least %f over five seeds, 30 %% held out',
		async (estimator, least) => {
			let sum = 0;
			for (const seed of [0, 1, 2, 3, 4])
				sum += (await train('adult.csv', 'income', estimator, 0.3, seed)).metrics['auc'] ?? 0;
			expect(sum / 5).toBeGreaterThan(least);
		}
	);

	it.each([
		['trees', 0.74],
		['linear', 0.74],
		['mlp', 0.7]
	] as const)('%s ranks German credits with an AUC of at least %f', async (estimator, least) => {
		const { metrics } = await train('german.csv', 'class', estimator);
		expect(metrics['auc']).toBeGreaterThan(least);
	});
});
