import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { explain } from '$lib/core/clarify/explain';
import type { ExplainJob } from '$lib/core/clarify/explanation';
import type { Model, TreesEstimator } from '$lib/core/model/model';
import { seededRandom } from '$lib/core/random';
import type { Columns } from '$lib/core/table/columns';
import { encodeRows } from '$lib/core/train/predict';
import { createKernelTrainer } from '$lib/engines/kernels/trainer';
import { createPredictor } from '$lib/engines/onnx/predictor';
import { naiveTreeShap, shapleyWeights } from './twins/naive-tree-shap';

export const name = 'explaining trees: exact Shapley values, one thread each';

interface Row {
	readonly what: string;
	readonly ours: number;
	readonly peer: number | null;
	readonly peerName: string;
	readonly ratio: number | null;
}

const width = 20;

function table(rows: number, seed: number): Columns {
	const random = seededRandom(seed);
	const columns = Array.from({ length: width }, (_, at) => ({
		name: `x${at}`,
		type: 'DOUBLE',
		vector: { kind: 'number' as const, values: Float64Array.from({ length: rows }, () => random()), missing: null }
	}));
	return { rows, columns };
}

/** Follows a few columns through a wave and a product, the rest a little. */
async function trained(rounds: number, leaves: number): Promise<Model> {
	const { rows, columns } = table(50_000, 11);
	const random = seededRandom(12);
	const label = Float64Array.from({ length: rows }, (_, row) => {
		const at = (column: number) => {
			const vector = columns[column]?.vector;
			return vector?.kind === 'number' ? (vector.values[row] ?? 0) : 0;
		};
		const rest = columns.reduce((sum, _, column) => sum + 0.1 * at(column), 0);
		return Number(Math.sin(6 * at(0)) + 2 * at(1) * at(2) - at(3) + rest + 0.5 * (random() - 0.5) > 1.2);
	});
	const { model } = await createKernelTrainer().train({
		columns: {
			rows,
			columns: [...columns, { name: 'y', type: 'DOUBLE', vector: { kind: 'number', values: label, missing: null } }]
		},
		kinds: {},
		target: 'y',
		task: 'classification',
		estimator: 'trees',
		engine: 'kernels',
		params: { rounds, leaves },
		seed: 0,
		test: new Int32Array(0),
		weight: null,
		ignore: [],
		refit: false
	});
	return model;
}

const predictor = createPredictor();
const go = () => Promise.resolve();

function jobOf(model: Model, rows: number, background: number, method: ExplainJob['method']): ExplainJob {
	return {
		model,
		rows: table(rows, 21),
		background: table(background, 22),
		method,
		output: 'margin',
		samples: 0,
		seed: 0
	};
}

/** Milliseconds of the naive algorithm on so few of the job's rows, scaled to all of them, and its values for those rows. */
function naive(job: ExplainJob, estimator: TreesEstimator, rows: number): { ms: number; values: Float64Array } {
	const x = encodeRows(job.model, job.rows);
	const z = encodeRows(job.model, job.background);
	const weight = shapleyWeights(width);
	const values = new Float64Array(rows * width);
	const start = performance.now();
	for (let row = 0; row < rows; row++) {
		const into = values.subarray(row * width, (row + 1) * width);
		for (let other = 0; other < job.background.rows; other++)
			for (const tree of estimator.trees)
				naiveTreeShap(
					tree,
					x.subarray(row * width, (row + 1) * width),
					z.subarray(other * width, (other + 1) * width),
					weight,
					into
				);
	}
	values.forEach((value, at) => (values[at] = value / job.background.rows));
	return { ms: ((performance.now() - start) * job.rows.rows) / rows, values };
}

async function overBackground(model: Model, what: string, background: number, peerRows: number): Promise<Row> {
	if (model.estimator.type !== 'trees') throw new Error('trees');
	const job = jobOf(model, 10_000, background, 'tree');
	await explain(jobOf(model, 200, 20, 'tree'), predictor, go);
	const start = performance.now();
	const found = await explain(job, predictor, go);
	const ours = performance.now() - start;
	const peer = naive(job, model.estimator, peerRows);
	peer.values.forEach((value, at) => {
		if (!(Math.abs(value - (found.values[at] ?? NaN)) < 1e-4)) throw new Error(`values differ at ${at}`);
	});
	return {
		what: `${what}, 10,000 rows x ${background} background rows, ms`,
		ours,
		peer: peer.ms,
		peerName: `rows x background x trees in plain JavaScript, ${peerRows} rows scaled up`,
		ratio: peer.ms / ours
	};
}

const python = '/usr/bin/python3';
const xgboost = `
import time, numpy, xgboost
r = numpy.random.default_rng(0)
x = r.random((50000, 20)); t = r.random((10000, 20))
y = (numpy.sin(6*x[:,0]) + 2*x[:,1]*x[:,2] - x[:,3] + 0.1*x.sum(1) + 0.5*(r.random(50000)-0.5) > 1.2).astype(int)
p = dict(objective='binary:logistic', max_leaves=31, max_depth=16, grow_policy='lossguide', tree_method='hist', nthread=1)
b = xgboost.train(p, xgboost.DMatrix(x, y, nthread=1), 100)
d = xgboost.DMatrix(t, nthread=1)
b.predict(d, pred_contribs=True)
s = time.perf_counter(); b.predict(d, pred_contribs=True); print(1000 * (time.perf_counter() - s))
`;

async function alongPaths(model: Model): Promise<Row> {
	const job = jobOf(model, 10_000, 1, 'tree-path');
	await explain(jobOf(model, 200, 1, 'tree-path'), predictor, go);
	const start = performance.now();
	await explain(job, predictor, go);
	const ours = performance.now() - start;
	let peer: number | null = null;
	if (existsSync(python))
		try {
			peer = Number(execFileSync(python, ['-c', xgboost], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
		} catch {
			peer = null;
		}
	return {
		what: 'path-dependent, 100 trees x 31 leaves, 10,000 rows, ms',
		ours,
		peer,
		peerName: 'native xgboost pred_contribs, trees of its own on such data',
		ratio: peer === null ? null : peer / ours
	};
}

export async function run(): Promise<{ rows: Row[] }> {
	const usual = await trained(100, 31);
	const deep = await trained(100, 500);
	return {
		rows: [
			await overBackground(usual, '100 trees x 31 leaves', 100, 100),
			await overBackground(usual, '100 trees x 31 leaves', 1000, 10),
			await overBackground(deep, '100 trees x 500 leaves', 100, 20),
			await overBackground(deep, '100 trees x 500 leaves', 1000, 2),
			await alongPaths(usual)
		]
	};
}
