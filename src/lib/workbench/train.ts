import { AppError, isAbort } from '$lib/core/errors';
import type { Progress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import type { TrainEvent, TrainJob } from '$lib/core/train/job';
import type { TrainSpec } from '$lib/core/train/spec';
import { findKept } from './artifact';
import { withUnseen } from './calibrate';
import { crossValidate, withCrossed } from './cross-validate';
import { findInterrupted, keepStates, type InterruptedRun, type KeeperEvent } from './interrupted-run';
import { recordJob } from './recorded-job';
import { findRun, keepRun, type TrainedModel } from './run';
import { makeJob, runKey } from './train-job';

/** What a training tells, and whether where it stands is safe from a killed tab. */
export type RunEvent = TrainEvent | KeeperEvent;

/**
 * Trains a model on a dataset and keeps the run and the model. With `test` that dataset is what is measured on, and the model is fitted on all of
 * `dataset`; else rows are held out by the spec and the kept model is refitted on all rows. A run with the same key is not
 * repeated, and one that was cut goes on where it stood, to the same model. `finish` ends the fit and keeps what it has learned, as a run
 * of that many steps. Refuses as runTraining does.
 */
export async function trainModel(
	outer: Workspace,
	dataset: Artifact,
	spec: TrainSpec,
	signal?: AbortSignal,
	onEvent?: (event: RunEvent) => void,
	test?: Artifact,
	finish?: AbortSignal
): Promise<TrainedModel> {
	const recorded = recordJob(outer);
	const { workspace, recorder } = recorded;
	const { job, holdout, folds } = await makeJob(workspace, dataset, spec, signal, test);
	const key = await runKey(workspace, dataset, job, holdout);
	const before = await findRun(workspace, key);
	if (before) return before;

	const { refusals, notices } = await workspace.inspector.inspect(job, signal);
	const [refusal] = refusals;
	if (refusal) throw new AppError(refusal.code, refusal.details);
	const name = spec.name ?? `${spec.target} ${spec.estimator}`;
	const first = holdout.type === 'table' ? job.columns.rows - job.test.length : 0;
	const cut = await findInterrupted(workspace, key);
	const { target, task, estimator, seed, weight, classWeights = 'none', calibrate = 'none', ignore, rules = {} } = job;
	const states = keepStates(workspace, { key, name, spec, dataset: dataset.id, test: test?.id ?? null }, (event) =>
		onEvent?.(event)
	);
	/** A fold is too short to be gone on with: only the fit of the kept model is. */
	const foldEvent = (event: TrainEvent) => {
		if (event.type !== 'state') onEvent?.(event);
	};
	const prepare = (part: TrainJob) => withUnseen(workspace, part, signal, foldEvent);
	recorder.lap('table');
	try {
		const crossed = folds.length > 0 ? await crossValidate(workspace, job, folds, signal, foldEvent, prepare) : null;
		const measured = crossed?.rows ?? job.test.map((row) => row - first);
		const ready = await prepare(job);
		const trained = await workspace.trainer.train(
			cut ? { ...ready, from: cut.bytes } : ready,
			signal,
			(event) => {
				if (event.type === 'state') states.keep(event);
				else onEvent?.(event);
			},
			finish?.aborted ? undefined : finish
		);
		recorder.lap('train');
		const result = crossed ? withCrossed(trained, crossed) : trained;
		signal?.throwIfAborted();
		const isFinished = result.stoppedBy === 'person' && job.stopAfter === undefined;
		const stopAfter = isFinished ? result.steps : (job.stopAfter ?? null);
		const own = stopAfter === null ? key : await runKey(workspace, dataset, { ...job, stopAfter }, holdout);
		const kept = await keepRun(recorded, dataset, name, result, measured, {
			...{ key: own, target, task, estimator, seed, holdout, weight, classWeights, calibrate, rules, stopAfter },
			folds: [...(crossed?.folds ?? [])],
			ignore: [...ignore],
			notices: notices.map((notice) => ({ ...notice, columns: [...notice.columns] }))
		});
		await states.forget();
		return kept;
	} catch (error) {
		// a worker that died may go on; what was ended or refused would end there again
		if (isAbort(error) || (error instanceof AppError && error.code.startsWith('train/'))) await states.forget();
		else await states.settle();
		throw error;
	}
}

/** Goes on with a run that was cut. project/missing when its table is gone. */
export async function resumeRun(
	workspace: Workspace,
	{ spec, dataset, test }: InterruptedRun,
	signal?: AbortSignal,
	onEvent?: (event: RunEvent) => void,
	finish?: AbortSignal
): Promise<TrainedModel> {
	const table = await findKept(workspace, dataset);
	const other = test === null ? undefined : await findKept(workspace, test);
	if (!table || other === null) throw new AppError('project/missing', { artifact: table ? (test ?? '') : dataset });
	return trainModel(workspace, table, spec, signal, onEvent, other, finish);
}

/** How far a training is, where an event says it. */
export function runProgress(event: RunEvent): Progress | null {
	if (event.type === 'step') return { phase: 'train', done: event.step, total: event.total };
	return event.type === 'phase' ? event : null;
}
