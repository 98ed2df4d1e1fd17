import { AppError } from '../errors';
import type { Model } from '../model/model';
import type { Recorder } from '../profile/recorder';
import type { RuleRunner } from '../profile/rules/rule-runner';
import { keepSplits, type Kept } from './category-splits';
import { oneHotBlocks } from './encode';
import { fitFeaturizer, mostCategories, type Featurizer } from './featurizer';
import type { CurvePoint, TrainEvent, TrainJob, TrainResult } from './job';
import { featureDirections } from './monotone';
import { objectiveOf } from './objective';
import { resolveParams, type Params } from './params';
import { makePart, restoreScale, rowWeighing, type Fit } from './problem';
import { runHooks } from './run-hooks';
import { rowsWithout, validationRows } from './run-rows';
import { watchFit } from './run-rules';
import type { RunState } from './run-state';
import type { Target } from './target';

/** What the fits of a run have in common. */
export interface RunParts {
	readonly job: TrainJob;
	readonly fit: Fit;
	readonly params: Params;
	readonly target: Target;
	readonly recorder: Recorder;
	readonly rules: RuleRunner;
	readonly signal: AbortSignal | undefined;
	readonly finish: AbortSignal | undefined;
	breathe(): Promise<void>;
	onEvent(event: TrainEvent): void;
}

/** One fit of a run: on the training rows, to measure it, or again on all rows. */
export interface FitPlan {
	readonly phase: 'fit' | 'refit';
	readonly rows: Int32Array;
	readonly test: Int32Array;
	readonly patience: number;
	/** A rule wants the best step, whether patience runs out or not. */
	readonly keepsBest: boolean;
	/** 0 for the steps of the parameters. */
	readonly stopAfter: number;
	readonly restored: FitPlace | null;
	/** Packs where it stands; null where it could not be gone on with. */
	pack(place: FitPlace): Uint8Array | null;
}

export type FitPlace = Pick<RunState, 'fit' | 'curve' | 'stepMs'>;

export interface Fitted {
	readonly model: Model;
	readonly dropped: TrainResult['dropped'];
	readonly curve: readonly CurvePoint[];
	readonly stepMs: readonly number[];
	readonly bestStep: number;
	readonly steps: number;
	readonly stoppedBy: string | null;
}

const none = new Int32Array(0);

/** Learns the featurizer on the rows that train, and fits. With `patience` a tenth of the rows decides when that ends. */
export async function fitPlan(run: RunParts, plan: FitPlan): Promise<Fitted> {
	const { job, target, recorder, rules, params } = run;
	const { phase, rows, patience, keepsBest, stopAfter } = plan;
	recorder.open(phase);
	run.onEvent({ type: 'phase', phase, done: plan.restored?.fit.step ?? 0, total: null });
	const validation = patience > 0 || keepsBest ? validationRows(target, rows, job) : none;
	const learned = validation.length > 0 ? rowsWithout(rows, validation) : rows;
	const ignore = job.weight === null ? job.ignore : [...job.ignore, job.weight];
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
		outputs: objective.loss === 'softmax' ? target.classes.length : 1,
		width: featurizer.features.length,
		blocks: oneHotBlocks(featurizer.encoders),
		train: part(learned, weightOf),
		validation: part(validation, weightOf),
		test: part(plan.test, () => 1),
		params,
		seed: job.seed,
		featureNames: featurizer.features,
		categories: featurizer.categories,
		...(job.estimator === 'trees' ? { directions: directionsOf(job, params, target, featurizer) } : {})
	};
	if (!(problem.train.weightSum > 0)) throw new AppError('train/too-few-rows', { rows: 0, least: 1 });
	recorder.lap('read');
	const hooks = runHooks({
		...{ recorder, patience, keepsBest, stopAfter, unit },
		watch: phase === 'fit' ? watchFit(rules, recorder, unit) : null,
		signal: run.signal,
		finish: run.finish,
		keepsEnd: phase === 'fit',
		restored: plan.restored,
		breathe: () => run.breathe(),
		onStep: (point, total, ms) => {
			if (phase === 'fit') run.onEvent({ type: 'step', total, ms, ...point });
			else run.onEvent({ type: 'phase', phase, done: point.step, total });
		},
		onState: (place, total) => {
			const bytes = plan.pack(place);
			if (!bytes) return 0;
			const { length } = bytes;
			run.onEvent({ type: 'state', phase, step: place.fit.step, total, bytes });
			return length;
		}
	});
	await hooks.pause();
	const kept = keepSplits(featurizer, restoreScale(await run.fit(problem, hooks), scale));
	recorder.lap('checkpoint');
	recorder.close();
	const { curve, stepMs, bestStep } = hooks;
	const stop = phase === 'fit' ? rules.stop : null;
	return {
		...modelOf(job, target, featurizer, kept, objective.link),
		...{ curve, stepMs, bestStep },
		stoppedBy: stop?.rule ?? hooks.stoppedBy,
		steps: stop?.step ?? curve.at(-1)?.step ?? 0
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
