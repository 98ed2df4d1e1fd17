import { AppError } from '$lib/core/errors';
import type { Leakage, QuickModel } from '$lib/core/insight/report';
import { balancedAccuracy, confusionOf, errorSizes, naiveLoss, skill } from '$lib/core/insight/scores';
import type { OnProgress, Trainer } from '$lib/core/ports';
import { seededRandom, shuffledIndex } from '$lib/core/random';
import { takeRows, type Columns } from '$lib/core/table/columns';
import type { Kind } from '$lib/core/table/schema';
import { holdOut } from '$lib/core/train/holdout';
import type { Task, TrainJob, TrainResult } from '$lib/core/train/job';
import { resolveParams } from '$lib/core/train/params';
import { readTarget } from '$lib/core/train/target';

/** A sample with a target, to fit models on. */
export interface LabelledSample {
	readonly columns: Columns;
	readonly kinds: Readonly<Record<string, Kind>>;
	readonly target: string;
	readonly task: Task;
	readonly seed: number;
}

const heldShare = 0.2;
const mostRowsAlone = 5000;

/** Trees on 80 % of the rows, measured on the others (stratified for classes); rounds are chosen on a fifth of the 80 %. */
export async function fitQuickModel(
	trainer: Trainer,
	sample: LabelledSample,
	signal?: AbortSignal
): Promise<QuickModel> {
	const { columns, target, task, seed } = sample;
	const { values, classes } = readTarget(columns, target, task);
	const test = holdOut(values, heldShare, task === 'classification', seed);
	const held = new Set(test);
	const rest = Int32Array.from(values.keys()).filter((row) => !held.has(row));
	const searched = takeRows(columns, rest);
	const validation = holdOut(
		Float64Array.from(rest, (row) => values[row] ?? NaN),
		heldShare,
		task === 'classification',
		seed
	);
	const search = await trainer.train(jobOf(sample, searched, validation, {}), signal);
	const best = search.curve.reduce((top, next) =>
		(next.testLoss ?? Infinity) < (top.testLoss ?? Infinity) ? next : top
	);
	const rounds = Math.max(1, best.step);
	const copy = takeRows(columns, Int32Array.from(values.keys()));
	const result = await trainer.train(jobOf(sample, copy, test, { rounds }), signal);
	const labels = Float64Array.from(test, (row) => values[row] ?? NaN);
	const confusion = classes.length > 0 ? confusionOf(labels, result.testPredictions, classes.length) : null;
	return {
		task,
		rows: { train: result.rows.train, validation: validation.length, test: test.length },
		rounds,
		metrics: { ...result.metrics, ...moreMetrics(result, labels, confusion) },
		classes,
		confusion,
		dropped: result.dropped.map(({ column, reason }) => ({ column, reason }))
	};
}

function moreMetrics(result: TrainResult, labels: Float64Array, confusion: QuickModel['confusion']) {
	if (confusion) return { balancedAccuracy: balancedAccuracy(confusion) };
	const { max, median } = errorSizes(labels, result.testPredictions);
	const rmse = result.metrics['rmse'] ?? null;
	return { mse: rmse === null ? null : rmse ** 2, maxError: max, medianAbsoluteError: median };
}

export interface Power {
	readonly predictionPower: number | null;
	readonly leakage: Leakage | null;
}

/** How well each column alone predicts the target, on at most 5,000 rows: 80 % to fit small trees, 20 % to measure. */
export async function measurePower(
	trainer: Trainer,
	sample: LabelledSample,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Map<string, Power>> {
	const { columns, target, task, seed } = sample;
	const chosen = shuffledIndex(columns.rows, seededRandom(seed)).slice(0, mostRowsAlone).sort();
	const few = takeRows(columns, chosen);
	const { values, classes } = readTarget(few, target, task);
	const test = holdOut(values, heldShare, task === 'classification', seed);
	const held = new Set(test);
	const trained = values.filter((value, row) => !held.has(row) && !Number.isNaN(value));
	const naive = naiveLoss(
		trained,
		Float64Array.from(test, (row) => values[row] ?? NaN),
		classes.length
	);
	const all = Int32Array.from({ length: few.rows }, (_, row) => row);
	const powers = new Map<string, Power>();
	for (const { name } of few.columns) {
		if (name === target) continue;
		signal?.throwIfAborted();
		onProgress?.({ phase: 'power', done: powers.size, total: few.columns.length - 1 });
		const pair = takeRows(
			{ rows: few.rows, columns: few.columns.filter((column) => column.name === name || column.name === target) },
			all
		);
		const job = jobOf(sample, pair, test.slice(), { rounds: 20, leaves: 4, learningRate: 0.2 });
		powers.set(name, await powerOf(trainer, job, naive, signal));
	}
	return powers;
}

async function powerOf(trainer: Trainer, job: TrainJob, naive: number, signal?: AbortSignal): Promise<Power> {
	try {
		const { metrics } = await trainer.train(job, signal);
		const isClasses = job.task === 'classification';
		const loss = isClasses ? (metrics['logLoss'] ?? NaN) : (metrics['rmse'] ?? NaN) ** 2;
		const metric = isClasses ? 'auc' : 'r2';
		const score = metrics[metric] ?? null;
		return { predictionPower: skill(loss, naive), leakage: score === null ? null : { metric, score } };
	} catch (error) {
		// an identifier, a constant or a column without values is no feature
		if (error instanceof AppError && error.code === 'train/no-features')
			return { predictionPower: null, leakage: null };
		throw error;
	}
}

function jobOf(
	{ kinds, target, task, seed }: LabelledSample,
	columns: Columns,
	test: Int32Array,
	params: Readonly<Record<string, number>>
): TrainJob {
	return {
		...{ columns, kinds, target, task, seed, test },
		estimator: 'trees',
		engine: 'kernels',
		params: resolveParams('trees', params),
		weight: null,
		ignore: [],
		refit: false
	};
}
