import type { Trainer } from '../ports';
import type { Columns } from '../table/columns';
import { resolveParams } from '../train/params';
import { predictRows } from '../train/predict';
import { featureNames, featuresAt, levelBefore, stepsBefore, type LagPlan } from './lag-features';

const target = 'change';
/** Fewer steps to learn from make no trees. */
export const leastLearned = 24;
const params = { rounds: 150, leaves: 8, learningRate: 0.06, minChildRows: 4 };

const tableOf = (names: readonly string[], rows: readonly (readonly number[])[]): Columns => ({
	rows: rows.length,
	columns: names.map((name, k) => ({
		name,
		type: 'DOUBLE',
		vector: { kind: 'number', values: Float64Array.from(rows, (row) => row[k] ?? NaN), missing: null }
	}))
});

/**
 * Boosted trees learn how far each step lies from the mean of the season before it, and are asked again with their own answers put in
 * (recursive). Measured from that mean, they follow a level they have never seen. The same seed gives the same bits.
 */
export async function forecastTrees(
	trainer: Trainer,
	values: Float64Array,
	plan: LagPlan,
	horizon: number,
	seed: number,
	signal?: AbortSignal
): Promise<Float64Array> {
	const n = values.length;
	const from = stepsBefore(plan);
	const names = featureNames(plan);
	const steps = Array.from({ length: n - from }, (_, i) => from + i);
	const rows = steps.map((at) => [
		...featuresAt(values, at, plan),
		(values[at] ?? NaN) - levelBefore(values, at, plan)
	]);
	const all = [...names, target];
	const { model } = await trainer.train(
		{
			columns: tableOf(all, rows),
			kinds: Object.fromEntries(all.map((name) => [name, 'numeric' as const])),
			target,
			task: 'regression',
			estimator: 'trees',
			engine: 'kernels',
			params: resolveParams('trees', params),
			seed,
			test: new Int32Array(0),
			weight: null,
			ignore: [],
			refit: false
		},
		signal
	);
	const known = new Float64Array(n + horizon);
	known.set(values);
	for (let at = n; at < n + horizon; at++) {
		const change = predictRows(model, tableOf(names, [featuresAt(known, at, plan)]))[0] ?? 0;
		known[at] = levelBefore(known, at, plan) + change;
	}
	return known.slice(n);
}
