import { AppError } from '../errors';
import type { Model } from '../model/model';
import { phaseNames, Recorder } from '../profile/recorder';
import { runRules } from '../profile/rules';
import { fitFeaturizer, type Featurizer } from './featurizer';
import type { CurvePoint, EngineName, TrainEvent, TrainJob, TrainResult } from './job';
import { classificationMetrics, regressionMetrics } from './metrics';
import { resolveParams } from './params';
import { predictRows } from './predict';
import { labelScale, makePart, restoreScale, rowWeights, type Fit, type FitHooks, type Loss } from './problem';
import { readTarget, type Target } from './target';
import { takeRows } from '../table/columns';

/** What a run needs from the thread it is on. */
export interface RunContext {
	readonly engine: EngineName;
	readonly worker: string;
	/** Monotonic milliseconds. */
	elapsed(): number;
	/** Gives the thread's other messages a turn. */
	breathe(): Promise<void>;
}

const breatheEveryMs = 30;
const tellEveryMs = 60;

/**
 * Runs a job with an engine's `fit`: reads the target, learns the featurizer on the training rows, fits, measures on the held-out rows, and
 * refits on all rows when asked. Refuses before training with the codes of readTarget, fitFeaturizer and resolveParams;
 * train/diverged when a loss is not finite. An abort of `signal` is thrown as it is.
 */
export async function runTraining(
	job: TrainJob,
	fit: Fit,
	context: RunContext,
	signal?: AbortSignal,
	onEvent?: (event: TrainEvent) => void
): Promise<TrainResult> {
	const phases = job.estimator === 'trees' ? phaseNames.trees : phaseNames.nets;
	const recorder = new Recorder(context.elapsed, phases, context.worker);
	const params = resolveParams(job.estimator, job.params);
	const target = readTarget(job.columns, job.target, job.task);
	const weights = rowWeights(job);
	const ignore = job.weight === null ? job.ignore : [...job.ignore, job.weight];
	const { train, all } = trainingRows(target, job.test);
	const classCounts = countClasses(target, train, job.target);
	recorder.lap('read');

	const curve: CurvePoint[] = [];
	const stepMs: number[] = [];
	const fitted = async (name: string, rows: Int32Array, test: Int32Array, isRefit: boolean) => {
		recorder.open(name);
		onEvent?.({ type: 'phase', phase: name, done: 0, total: null });
		const featurizer = fitFeaturizer(
			job.columns,
			job.kinds,
			job.estimator,
			{ name: job.target, values: target.values },
			ignore,
			rows
		);
		const scale = labelScale(target, rows);
		const part = (of: Int32Array, weightOf: (row: number) => number) =>
			makePart(job.columns, featurizer, target, scale, of, weightOf);
		const problem = {
			loss: lossOf(target),
			outputs: target.classes.length > 2 ? target.classes.length : 1,
			width: featurizer.features.length,
			train: part(rows, (row) => weights[row] ?? 1),
			test: part(test, () => 1),
			params,
			seed: job.seed
		};
		if (!(problem.train.weightSum > 0)) throw new AppError('train/too-few-rows', { rows: 0, least: 1 });
		recorder.lap('read');
		const unit = target.classes.length > 0 ? 1 : 2 * scale.scale ** 2;
		const hooks = makeHooks(recorder, context, signal, (step, total, trainLoss, testLoss, ms, isLast) => {
			const point = { step, trainLoss: trainLoss * unit, testLoss: testLoss === null ? null : testLoss * unit };
			if (!Number.isFinite(trainLoss)) throw new AppError('train/diverged', { step });
			if (isRefit) {
				if (isLast.tell) onEvent?.({ type: 'phase', phase: name, done: step, total });
				return;
			}
			curve.push(point);
			stepMs.push(ms);
			if (isLast.tell) onEvent?.({ type: 'step', total, ms, ...point });
		});
		await hooks.pause();
		const estimator = restoreScale(await fit(problem, hooks), scale);
		recorder.lap('checkpoint');
		recorder.close();
		return modelOf(job, target, featurizer, estimator);
	};

	const measured = await fitted('fit', job.test.length > 0 ? train : all, job.test, false);
	const held = takeRows(job.columns, job.test);
	const testPredictions = predictRows(measured.model, held);
	const metrics = measure(target, job.test, testPredictions);
	recorder.lap('evaluate');
	const final = job.refit && job.test.length > 0 ? await fitted('refit', all, new Int32Array(0), true) : measured;
	const steps = job.estimator === 'trees' ? 'rounds' : job.estimator === 'mlp' ? 'epochs' : 'iterations';
	const checks = runRules({ curve, classCounts, stepMs, stepsParam: steps });
	recorder.lap('evaluate');
	return {
		model: final.model,
		engine: context.engine,
		params,
		rows: { train: train.length, test: job.test.length },
		metrics,
		testPredictions,
		seconds: recorder.lapped / 1000,
		phases: recorder.phases,
		spans: recorder.spans,
		curve,
		checks,
		dropped: final.dropped,
		missingTarget: target.missing
	};
}

function makeHooks(
	recorder: Recorder,
	context: RunContext,
	signal: AbortSignal | undefined,
	onStep: (
		step: number,
		total: number,
		trainLoss: number,
		testLoss: number | null,
		ms: number,
		when: { tell: boolean }
	) => void
): FitHooks {
	let breathed = -Infinity;
	let told = -Infinity;
	let stepped = recorder.now;
	return {
		recorder,
		step: (step, total, trainLoss, testLoss) => {
			const now = recorder.now;
			const tell = now - told >= tellEveryMs || step === total;
			if (tell) told = now;
			onStep(step, total, trainLoss, testLoss, now - stepped, { tell });
			stepped = now;
		},
		pause: async () => {
			signal?.throwIfAborted();
			if (recorder.now - breathed < breatheEveryMs) return;
			await context.breathe();
			breathed = recorder.now;
			recorder.lap('idle');
			signal?.throwIfAborted();
		}
	};
}

function trainingRows(target: Target, test: Int32Array): { train: Int32Array; all: Int32Array } {
	const held = new Uint8Array(target.values.length);
	for (const row of test) held[row] = 1;
	const rows = Int32Array.from(target.values.keys());
	const all = rows.filter((row) => !Number.isNaN(target.values[row] ?? NaN));
	const train = all.filter((row) => held[row] === 0);
	if (train.length < 2) throw new AppError('train/too-few-rows', { rows: train.length, least: 2 });
	return { train, all };
}

function countClasses(target: Target, train: Int32Array, name: string): number[] {
	const counts = target.classes.map(() => 0);
	for (const row of train) {
		const own = target.values[row] ?? 0;
		if (own in counts) counts[own] = (counts[own] ?? 0) + 1;
	}
	const present = counts.filter((count) => count > 0);
	if (counts.length > 0 && present.length < 2)
		throw new AppError('train/one-class', {
			column: name,
			value: target.classes[counts.findIndex((n) => n > 0)] ?? ''
		});
	return counts;
}

function lossOf(target: Target): Loss {
	if (target.classes.length === 0) return 'squared';
	return target.classes.length === 2 ? 'logistic' : 'softmax';
}

function measure(target: Target, test: Int32Array, predictions: Float64Array): TrainResult['metrics'] {
	const width = target.classes.length || 1;
	const known = Array.from(test.keys()).filter((at) => !Number.isNaN(target.values[test[at] ?? 0] ?? NaN));
	const truth = known.map((at) => target.values[test[at] ?? 0] ?? NaN);
	const answers = Float64Array.from(
		known.flatMap((at) => Array.from(predictions.subarray(at * width, (at + 1) * width)))
	);
	return target.classes.length > 0
		? classificationMetrics(truth, answers, target.classes.length)
		: regressionMetrics(truth, answers);
}

function modelOf(
	job: TrainJob,
	target: Target,
	featurizer: Featurizer,
	estimator: Model['estimator']
): { model: Model; dropped: TrainResult['dropped'] } {
	const link = target.classes.length === 0 ? 'identity' : target.classes.length === 2 ? 'logistic' : 'softmax';
	return {
		dropped: featurizer.dropped,
		model: {
			schemaVersion: 1,
			task: job.task,
			target: job.target,
			classes: [...target.classes],
			inputs: [...featurizer.inputs],
			encoders: [...featurizer.encoders],
			features: [...featurizer.features],
			featureInputs: [...featurizer.featureInputs],
			estimator,
			link
		}
	};
}
