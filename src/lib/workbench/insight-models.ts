import { AppError } from '$lib/core/errors';
import type { FeatureInsight, Interval, QuickModel } from '$lib/core/insight/report';
import { balancedAccuracy, confusionOf, errorSizes, naiveLoss } from '$lib/core/insight/scores';
import type { OnProgress, Trainer, Workspace } from '$lib/core/ports';
import { seededRandom, shuffledIndex } from '$lib/core/random';
import { takeRows, type Columns } from '$lib/core/table/columns';
import type { Kind } from '$lib/core/table/schema';
import { foldsOf } from '$lib/core/train/folds';
import { holdOut } from '$lib/core/train/holdout';
import type { Task, TrainEvent, TrainJob, TrainResult } from '$lib/core/train/job';
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
const mostRowsImportance = 2000;
const mostRowsAlone = 5000;
const folds = 5;
/** Above this many columns each is measured on one dealing of folds instead of two. */
const mostTwice = 30;
/** Quantiles of Student's t at 97.5 % by degrees of freedom. */
const studentT: Readonly<Record<number, number>> = { 1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 9: 2.262 };

type ModelPorts = Pick<Workspace, 'trainer' | 'analyst'>;

/** Trees on 80 % of the rows, measured on the others (stratified for classes); rounds are chosen on a fifth of the 80 %. */
export async function fitQuickModel(
	{ trainer, analyst }: ModelPorts,
	sample: LabelledSample,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<QuickModel> {
	const { columns, target, task, seed } = sample;
	const { values, classes } = readTarget(columns, target, task);
	const isClasses = task === 'classification';
	const test = holdOut(values, heldShare, isClasses, seed);
	const held = new Set(test);
	const rest = Int32Array.from(values.keys()).filter((row) => !held.has(row));
	const validation = holdOut(
		Float64Array.from(rest, (row) => values[row] ?? NaN),
		heldShare,
		isClasses,
		seed
	);
	const onEvent = (event: TrainEvent) =>
		event.type === 'step' && onProgress?.({ phase: 'quick-model', done: event.step, total: event.total });
	const search = await trainer.train(jobOf(sample, takeRows(columns, rest), validation.slice(), {}), signal, onEvent);
	const best = search.curve.reduce((top, next) =>
		(next.testLoss ?? Infinity) < (top.testLoss ?? Infinity) ? next : top
	);
	const rounds = Math.max(1, best.step);
	const copy = takeRows(columns, Int32Array.from(values.keys()));
	const result = await trainer.train(jobOf(sample, copy, test.slice(), { rounds }), signal, onEvent);
	const labels = Float64Array.from(test, (row) => values[row] ?? NaN);
	const confusion = isClasses ? confusionOf(labels, result.testPredictions, classes.length) : null;
	const few = test.slice(0, mostRowsImportance);
	const importance = await analyst.measureImportance(
		{ model: result.model, columns: takeRows(columns, few), labels: labels.slice(0, few.length), seed },
		signal,
		onProgress
	);
	return {
		task,
		rows: { train: result.rows.train, validation: validation.length, test: test.length },
		rounds,
		metrics: { ...result.metrics, ...moreMetrics(result, labels, confusion) },
		classes,
		confusion,
		dropped: result.dropped.map(({ column, reason }) => ({ column, reason })),
		importance
	};
}

function moreMetrics(result: TrainResult, labels: Float64Array, confusion: QuickModel['confusion']) {
	if (confusion) return { balancedAccuracy: balancedAccuracy(confusion) };
	const { max, median } = errorSizes(labels, result.testPredictions);
	const rmse = result.metrics['rmse'] ?? null;
	return { mse: rmse === null ? null : rmse ** 2, maxError: max, medianAbsoluteError: median };
}

export type Power = Pick<FeatureInsight, 'predictionPower' | 'powerInterval' | 'leakage'>;
export const noPower: Power = { predictionPower: null, powerInterval: null, leakage: null };

export interface Powers {
	readonly of: ReadonlyMap<string, Power>;
	/** Rows they were measured on. */
	readonly rows: number;
}

interface Split {
	readonly test: Int32Array;
	/** What a guesser without the column loses. */
	readonly naive: number;
}

/** How well each column alone predicts the target, on at most 5,000 rows: small trees, cross-validated over five folds dealt twice. */
export async function measurePower(
	trainer: Trainer,
	sample: LabelledSample,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Powers> {
	const { columns, target, task, seed } = sample;
	const chosen = shuffledIndex(columns.rows, seededRandom(seed)).slice(0, mostRowsAlone).sort();
	const few = takeRows(columns, chosen);
	const splits = splitsOf(few, sample, few.columns.length > mostTwice ? 1 : 2);
	const all = Int32Array.from({ length: few.rows }, (_, row) => row);
	const powers = new Map<string, Power>();
	for (const { name } of few.columns) {
		if (name === target) continue;
		signal?.throwIfAborted();
		onProgress?.({ phase: 'power', done: powers.size, total: few.columns.length - 1 });
		const pair = few.columns.filter((column) => column.name === name || column.name === target);
		const results: { loss: number; naive: number; score: number | null }[] = [];
		for (const { test, naive } of splits) {
			const copy = takeRows({ rows: few.rows, columns: pair }, all);
			const job = jobOf(sample, copy, test.slice(), { rounds: 20, leaves: 4, learningRate: 0.2 });
			const found = await measureAlone(trainer, job, signal);
			if (!found) break;
			results.push({ ...found, naive });
		}
		powers.set(name, powerOf(results, task));
	}
	return { of: powers, rows: few.rows };
}

function splitsOf(few: Columns, { target, task, seed }: LabelledSample, repeats: number): Split[] {
	const { values, classes } = readTarget(few, target, task);
	return Array.from({ length: repeats }, (_, repeat) =>
		foldsOf(values, folds, task === 'classification', seed + repeat)
	)
		.flat()
		.filter(({ length }) => length > 0)
		.map((test) => {
			const held = new Set(test);
			const trained = values.filter((value, row) => !held.has(row) && !Number.isNaN(value));
			const labels = Float64Array.from(test, (row) => values[row] ?? NaN);
			return { test, naive: naiveLoss(trained, labels, classes.length) };
		});
}

/** Loss and score of one fit; null where the column is no feature: an identifier, a constant, nothing in it. */
async function measureAlone(trainer: Trainer, job: TrainJob, signal?: AbortSignal) {
	try {
		const { metrics } = await trainer.train(job, signal);
		return job.task === 'classification'
			? { loss: metrics['logLoss'] ?? NaN, score: metrics['auc'] ?? null }
			: { loss: (metrics['rmse'] ?? NaN) ** 2, score: metrics['r2'] ?? null };
	} catch (error) {
		if (error instanceof AppError && error.code === 'train/no-features') return null;
		throw error;
	}
}

function powerOf(
	results: readonly { readonly loss: number; readonly naive: number; readonly score: number | null }[],
	task: Task
): Power {
	if (results.length === 0) return noPower;
	const within = (value: number) => Math.max(0, Math.min(1, value));
	const skills = results.flatMap(({ loss, naive }) => (naive > 0 && Number.isFinite(loss) ? [1 - loss / naive] : []));
	const power = overSplits(skills);
	const score = overSplits(results.flatMap((each) => each.score ?? []));
	return {
		predictionPower: power && within(power.mean),
		powerInterval: power?.interval
			? { lower: within(power.interval.lower), upper: within(power.interval.upper) }
			: null,
		leakage: score && { metric: task === 'classification' ? 'auc' : 'r2', score: score.mean, interval: score.interval }
	};
}

/** Mean over splits, and its 95 % interval with the variance corrected for rows that splits share (Nadeau & Bengio 2003). */
export function overSplits(values: readonly number[]): { mean: number; interval: Interval | null } | null {
	const n = values.length;
	if (n === 0) return null;
	const mean = values.reduce((sum, value) => sum + value, 0) / n;
	const t = studentT[n - 1];
	if (t === undefined) return { mean, interval: null };
	const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
	const half = t * Math.sqrt((1 / n + 1 / (folds - 1)) * variance);
	return { mean, interval: { lower: mean - half, upper: mean + half } };
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
