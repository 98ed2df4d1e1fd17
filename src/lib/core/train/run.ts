import { AppError } from '../errors';
import { confusionOf } from '../insight/scores';
import type { Model } from '../model/model';
import { phaseNames, Recorder } from '../profile/recorder';
import { RuleRunner } from '../profile/rules/rule-runner';
import { wantsBest } from '../profile/rules/settings';
import { keepSplits, type Kept } from './category-splits';
import { oneHotBlocks } from './encode';
import { fitFeaturizer, mostCategories, type Featurizer } from './featurizer';
import type { CurvePoint, EngineName, TrainEvent, TrainJob, TrainResult } from './job';
import { classificationMetrics, regressionMetrics } from './metrics';
import { featureDirections } from './monotone';
import { objectiveOf } from './objective';
import { resolveParams, type Params } from './params';
import { predictRows } from './predict';
import { makePart, restoreScale, rowWeighing, type Fit, type StepLosses } from './problem';
import { runHooks } from './run-hooks';
import { watchFit } from './run-rules';
import { countClasses, rowsWithout, trainingRows, validationRows } from './run-rows';
import { readTarget, type Target } from './target';
import { takeRows } from '../table/columns';

/** What a run needs from the thread it is on. */
export interface RunContext {
	readonly engine: EngineName;
	readonly worker: string;
	/** Monotonic milliseconds. */
	elapsed(): number;
	/** When `elapsed` was 0, in milliseconds since 1970; 0 where it is not known. */
	readonly timeOrigin?: number;
	/** Gives the thread's other messages a turn. */
	breathe(): Promise<void>;
}

const none = new Int32Array(0);

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
	const recorder = new Recorder(context.elapsed, phases, context.worker, { timeOrigin: context.timeOrigin ?? 0 });
	const params = resolveParams(job.estimator, job.params);
	const target = readTarget(job.columns, job.target, job.task);
	const ignore = job.weight === null ? job.ignore : [...job.ignore, job.weight];
	const { train, all } = trainingRows(target, job);
	const classCounts = countClasses(target, train, job.target);
	recorder.lap('read');

	const curve: CurvePoint[] = [];
	const steps = stepsParam(job.estimator);
	const settings = job.rules ?? {};
	const rules = new RuleRunner(
		{
			...{ estimator: job.estimator, engine: context.engine, params, stepsParam: steps, classCounts },
			...{ threads: 1, cores: 1 }
		},
		settings,
		(finding) => onEvent?.({ type: 'finding', finding })
	);
	const fitted = async (name: string, rows: Int32Array, test: Int32Array, isRefit: boolean, fixed: Params = params) => {
		recorder.open(name);
		onEvent?.({ type: 'phase', phase: name, done: 0, total: null });
		const patience = isRefit ? 0 : Number(params['patience'] ?? 0);
		const keepsBest = !isRefit && wantsBest(settings);
		const validation = patience > 0 || keepsBest ? validationRows(target, rows, job) : none;
		const learned = validation.length > 0 ? rowsWithout(rows, validation) : rows;
		const featurizer = fitFeaturizer(
			job.columns,
			job.kinds,
			job.estimator,
			{ name: job.target, values: target.values },
			ignore,
			learned,
			mostCategories(job.estimator, params)
		);
		const objective = objectiveOf({ ...target, name: job.target }, job.estimator, params, learned);
		const { scale, unit } = objective;
		const weightOf = rowWeighing(job, target, learned);
		const part = (of: Int32Array, weighing: (row: number) => number) =>
			makePart(job.columns, featurizer, target, scale, of, weighing);
		const problem = {
			loss: objective.loss,
			outputs: target.classes.length > 2 ? target.classes.length : 1,
			width: featurizer.features.length,
			blocks: oneHotBlocks(featurizer.encoders),
			train: part(learned, weightOf),
			validation: part(validation, weightOf),
			test: part(test, () => 1),
			params: fixed,
			seed: job.seed,
			featureNames: featurizer.features,
			categories: featurizer.categories,
			...(job.estimator === 'trees' ? { directions: directionsOf(job, params, target, featurizer) } : {})
		};
		if (!(problem.train.weightSum > 0)) throw new AppError('train/too-few-rows', { rows: 0, least: 1 });
		recorder.lap('read');
		const onStep = (losses: StepLosses, ms: number, isTime: boolean) => {
			const { step, total } = losses;
			const point = {
				step,
				trainLoss: losses.train * unit,
				testLoss: losses.test === null ? null : losses.test * unit
			};
			if (isRefit) {
				if (isTime) onEvent?.({ type: 'phase', phase: name, done: step, total });
				return;
			}
			curve.push(point);
			if (isTime) onEvent?.({ type: 'step', total, ms, ...point });
		};
		const watch = isRefit ? null : watchFit(rules, recorder, unit);
		const breathe = () => context.breathe();
		const hooks = runHooks({ recorder, signal, patience, keepsBest, watch, breathe, onStep });
		await hooks.pause();
		const kept = keepSplits(featurizer, restoreScale(await fit(problem, hooks), scale));
		recorder.lap('checkpoint');
		recorder.close();
		return { ...modelOf(job, target, featurizer, kept, objective.link), bestStep: hooks.bestStep };
	};

	const measured = await fitted('fit', train, job.test, false);
	const held = takeRows(job.columns, job.test);
	const testPredictions = predictRows(measured.model, held);
	const heldOut = knownAnswers(target, job.test, testPredictions);
	const metrics = measure(target, heldOut);
	recorder.lap('evaluate');
	const classes = target.classes.length;
	const checks = rules.end({
		confusion: classes > 0 && heldOut.truth.length > 0 ? confusionOf(heldOut.truth, heldOut.answers, classes) : null,
		phases: recorder.phases,
		busyMs: {}
	});
	const lastStep = measured.bestStep || (rules.stop?.step ?? 0);
	const asLong = lastStep > 0 ? { ...params, [steps]: lastStep } : params;
	const isRefitted = job.refit && (job.test.length > 0 || measured.bestStep > 0);
	const final = isRefitted ? await fitted('refit', all, none, true, asLong) : measured;
	return {
		model: final.model,
		engine: context.engine,
		params,
		rows: { train: train.length, test: job.test.length },
		metrics,
		testPredictions,
		seconds: recorder.lapped / 1000,
		phases: recorder.phases,
		profile: recorder.profile(),
		curve,
		checks,
		dropped: final.dropped,
		missingTarget: target.missing
	};
}

function directionsOf(job: TrainJob, params: Params, target: Target, featurizer: Featurizer) {
	const { monotone } = resolveParams('trees', params);
	if (monotone !== '' && target.classes.length > 2)
		throw new AppError('train/params-invalid', {
			...{ estimator: job.estimator, param: 'monotone', value: monotone },
			allowed: '2 classes'
		});
	return featureDirections(monotone, featurizer);
}

/** The parameter that says how many steps an estimator takes. */
function stepsParam(estimator: TrainJob['estimator']): string {
	return estimator === 'trees' ? 'rounds' : estimator === 'mlp' ? 'epochs' : 'iterations';
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

function measure({ classes }: Target, { truth, answers }: HeldOut): TrainResult['metrics'] {
	return classes.length > 0 ? classificationMetrics(truth, answers, classes.length) : regressionMetrics(truth, answers);
}

function modelOf(
	job: TrainJob,
	target: Target,
	featurizer: Featurizer,
	kept: Kept,
	link: Model['link']
): { model: Model; dropped: TrainResult['dropped'] } {
	return {
		dropped: featurizer.dropped,
		model: {
			schemaVersion: 1,
			task: job.task,
			target: job.target,
			classes: [...target.classes],
			inputs: [...featurizer.inputs],
			encoders: [...kept.encoders],
			features: [...kept.features],
			featureInputs: [...kept.featureInputs],
			estimator: kept.estimator,
			link
		}
	};
}
