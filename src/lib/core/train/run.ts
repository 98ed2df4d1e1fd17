import { confusionOf } from '../insight/scores';
import { phasesOf, Recorder } from '../profile/recorder';
import { RuleRunner } from '../profile/rules/rule-runner';
import { steers, wantsBest } from '../profile/rules/settings';
import { takeRows } from '../table/columns';
import { version } from '../version';
import type { EngineName, TrainEvent, TrainJob, TrainResult } from './job';
import { calibrateModel, fitCalibration, type FittedCalibration } from './calibration';
import { classificationMetrics, regressionMetrics } from './metrics';
import { resolveParams, stepsParams } from './params';
import { predictInTurns } from './predict';
import { rowWeights, type Fit } from './problem';
import { fitPlan, type RunParts } from './run-fit';
import { countClasses, trainingRows } from './run-rows';
import { busyByWorker } from './run-rules';
import { revisionOf } from './revision';
import { packRunState, readRunState, type RunState } from './run-state';
import { readTarget, type Target } from './target';

/** What a run needs from the thread it is on. */
export interface RunContext {
	readonly engine: EngineName;
	readonly worker: string;
	/** Threads that may learn at once; 1 where there can be no more. */
	readonly cores?: number;
	/** Hash of compiled code that the engine runs, where it has some of its own. */
	readonly code?: string;
	/** Monotonic milliseconds. */
	elapsed(): number;
	/** When `elapsed` was 0, in milliseconds since 1970; 0 where it is not known. */
	readonly timeOrigin?: number;
	/** Gives the thread's other messages a turn. */
	breathe(): Promise<void>;
}

/**
 * Runs a job with an engine's `fit`: reads the target, learns the featurizer on the training rows, fits, measures on the held-out rows, and
 * refits on all rows when asked. Refuses before training with the codes of readTarget, fitFeaturizer and resolveParams;
 * train/diverged when a loss is not finite. An abort of `signal` is thrown as it is; one of `finish` ends the fit, and what it has
 * learned is kept as it is. With the job's `from` it goes on where a run of the same job was cut, to the same result.
 */
export async function runTraining(
	job: TrainJob,
	fit: Fit,
	context: RunContext,
	signal?: AbortSignal,
	onEvent: (event: TrainEvent) => void = () => undefined,
	finish?: AbortSignal
): Promise<TrainResult> {
	const phases = phasesOf(job.estimator);
	const recorder = new Recorder(context.elapsed, phases, context.worker, { timeOrigin: context.timeOrigin ?? 0 });
	const params = resolveParams(job.estimator, job.params);
	const target = readTarget(job.columns, job.target, job.task);
	const { train, all } = trainingRows(target, job);
	const classCounts = countClasses(target, train, job.target);
	recorder.lap('read');
	const maker = [version, context.engine, context.code, revisionOf(job.estimator)].filter(Boolean).join(' ');
	const before = resume(job, maker, onEvent);
	const settings = job.rules ?? {};
	const rules = new RuleRunner(
		{
			...{ estimator: job.estimator, engine: context.engine, params, classCounts },
			stepsParam: stepsParams[job.estimator] ?? ''
		},
		settings,
		(finding) => onEvent({ type: 'finding', finding })
	);
	const run: RunParts = {
		...{ job, fit, params, target, recorder, rules, signal, finish, onEvent },
		breathe: () => context.breathe()
	};
	const spent = () => addTo(before?.spent ?? {}, recorder.phases);
	const earlierMs = Object.values(before?.spent ?? {}).reduce((sum, ms) => sum + ms, 0);

	const calibration = calibrationOf(job, target);
	let dropped: TrainResult['dropped'] = [];
	let measured = before?.measured ?? null;
	let { curve, stepMs }: Pick<RunState, 'curve' | 'stepMs'> = before ?? { curve: [], stepMs: [] };
	if (!measured) {
		if (before) replay(rules, before);
		const fitted = await fitPlan(run, {
			...{ phase: 'fit', rows: train, test: job.test, restored: before },
			patience: Number(params['patience'] ?? 0),
			keepsBest: wantsBest(settings),
			stopAfter: job.stopAfter ?? 0,
			// what a rule has seen of tensors is not kept, so where it may end the fit that begins anew
			pack: (place) =>
				steers(settings) ? null : packRunState({ maker, phase: 'fit', ...place, measured: null, spent: spent() })
		});
		const held = takeRows(job.columns, job.test);
		const calibrated = calibrateModel(fitted.model, calibration);
		const testPredictions = await predictInTurns(calibrated, held, predictPause(run, held.rows));
		const heldOut = knownAnswers(target, job.test, testPredictions);
		const metrics = measure(target, heldOut);
		const rawPredictions = calibration ? await predictInTurns(fitted.model, held, predictPause(run, held.rows)) : null;
		const rawMetrics = rawPredictions && measure(target, knownAnswers(target, job.test, rawPredictions));
		recorder.lap('evaluate');
		const classes = target.classes.length;
		const busyMs = busyByWorker(recorder.profile());
		const checks = rules.end({
			confusion: classes > 0 && heldOut.truth.length > 0 ? confusionOf(heldOut.truth, heldOut.answers, classes) : null,
			phases: spent(),
			...{ busyMs, threads: 1 + Object.keys(busyMs).length, cores: context.cores ?? 1 }
		});
		const { bestStep, steps, stoppedBy } = fitted;
		({ curve, dropped, stepMs } = fitted);
		measured = {
			...{ model: calibrated, metrics, rawMetrics, testPredictions, rawPredictions },
			...{ bestStep, steps, stoppedBy, checks }
		};
	}
	const known = measured;
	const { metrics, rawMetrics, testPredictions, rawPredictions, bestStep, steps, checks } = known;
	let { model, stoppedBy } = known;
	if (job.refit && stoppedBy !== 'person' && (job.test.length > 0 || bestStep > 0)) {
		const again = await fitPlan(run, {
			...{ phase: 'refit', rows: all, test: none, patience: 0, keepsBest: false },
			stopAfter: bestStep > 0 ? bestStep : stoppedBy !== null ? steps : (job.stopAfter ?? 0),
			restored: before?.phase === 'refit' ? { fit: before.fit, curve: [], stepMs: [] } : null,
			pack: ({ fit: state }) =>
				packRunState({ maker, phase: 'refit', fit: state, curve, stepMs, measured: known, spent: spent() })
		});
		({ dropped } = again);
		if (again.stoppedBy === 'person') stoppedBy = 'person';
		else model = calibrateModel(again.model, calibration);
	}
	recorder.lap('evaluate');
	return {
		...{
			model,
			params,
			metrics,
			rawMetrics,
			testPredictions,
			rawPredictions,
			curve,
			checks,
			dropped,
			bestStep,
			steps,
			stoppedBy,
			maker
		},
		engine: context.engine,
		rows: { train: train.length, test: job.test.length },
		seconds: (earlierMs + recorder.lapped) / 1000,
		phases: spent(),
		profile: recorder.profile(),
		missingTarget: target.missing
	};
}

const none = new Int32Array(0);

/** Between two blocks of predicted rows: tells how far it is, lets messages in and throws when the signal is aborted. */
function predictPause(
	{ recorder, signal, onEvent, breathe }: RunParts,
	total: number
): (done: number) => Promise<void> {
	return async (done) => {
		onEvent({ type: 'phase', phase: 'measure', done, total });
		recorder.lap('evaluate');
		await breathe();
		recorder.lap('idle');
		signal?.throwIfAborted();
	};
}

/** Where the run goes on; null at the beginning, and where another version or engine wrote what there is. */
function resume(job: TrainJob, maker: string, onEvent: (event: TrainEvent) => void): RunState | null {
	if (!job.from) return null;
	const state = readRunState(job.from);
	if (state?.maker !== maker || (job.stopAfter !== undefined && state.fit.step >= job.stopAfter)) {
		onEvent({ type: 'restarted' });
		return null;
	}
	const { phase, fit, curve } = state;
	onEvent({ type: 'resumed', phase, step: fit.step, curve });
	return state;
}

function addTo(
	before: Readonly<Record<string, number>>,
	now: Readonly<Record<string, number>>
): Record<string, number> {
	return Object.fromEntries(Object.entries(now).map(([phase, ms]) => [phase, ms + (before[phase] ?? 0)]));
}

/** Shows the rules what they saw of the curve before the run was cut. */
function replay(rules: RuleRunner, { curve, stepMs }: RunState): void {
	curve.forEach(({ step, trainLoss, validationLoss, testLoss }, at) =>
		rules.step({
			...{ step, trainLoss, heldOutLoss: validationLoss ?? testLoss, ms: stepMs[at] ?? 0 },
			...{ phases: {}, memory: {}, now: 0 }
		})
	);
}

interface HeldOut {
	readonly truth: number[];
	/** Row-major rows x classes, or numbers. */
	readonly answers: Float64Array;
}

/** What is true and what was predicted of the held-out rows that have a target. */
function knownAnswers(target: Target, test: Int32Array, predictions: Float64Array): HeldOut {
	const width = target.classes.length || 1;
	const known = Array.from(test.keys()).filter((at) => !Number.isNaN(target.values[test[at] ?? 0] ?? NaN));
	return {
		truth: known.map((at) => target.values[test[at] ?? 0] ?? NaN),
		answers: Float64Array.from(known.flatMap((at) => Array.from(predictions.subarray(at * width, (at + 1) * width))))
	};
}

function calibrationOf(job: TrainJob, target: Target): FittedCalibration | null {
	const { calibrate = 'none', unseen } = job;
	if (calibrate === 'none' || !unseen || target.classes.length === 0) return null;
	const weightOf = rowWeights(job);
	const labels = Float64Array.from(unseen.rows, (row) => target.values[row] ?? NaN);
	const weights = Float64Array.from(unseen.rows, (row) => weightOf[row] ?? 1);
	return fitCalibration(
		calibrate,
		unseen.probabilities,
		labels,
		weights,
		target.classes.length,
		job.estimator === 'knn'
	);
}

function measure({ classes }: Target, { truth, answers }: HeldOut): TrainResult['metrics'] {
	return classes.length > 0 ? classificationMetrics(truth, answers, classes.length) : regressionMetrics(truth, answers);
}
