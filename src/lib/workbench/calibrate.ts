import type { Workspace } from '$lib/core/ports';
import type { TrainEvent, TrainJob } from '$lib/core/train/job';
import { splitFolds } from '$lib/core/train/split';
import { readTarget } from '$lib/core/train/target';
import { crossValidate } from './cross-validate';

const calibrationFolds = 3;

/**
 * The job with what models answered for training rows they had not seen, if it is to be calibrated: in three folds, split as the job is. Rows
 * that are held out are never looked at.
 */
export async function withUnseen(
	workspace: Pick<Workspace, 'trainer'>,
	job: TrainJob,
	signal?: AbortSignal,
	onEvent?: (event: TrainEvent) => void
): Promise<TrainJob> {
	const { calibrate = 'none', task, units = null, seed } = job;
	if (calibrate === 'none' || task === 'regression') return job;
	const apart = Int32Array.from([...job.test, ...(job.aside ?? [])]);
	const strata = readTarget(job.columns, job.target, task).values;
	for (const row of apart) strata[row] = NaN;
	const plan = { strata, stratified: true, units, gap: 0, seed: seed + 3 };
	const splits = splitFolds(plan, calibrationFolds).map(({ test, aside }) => ({
		test,
		aside: Int32Array.from(new Set([...aside, ...apart]))
	}));
	const plain: TrainJob = { ...job, calibrate: 'none' };
	const { rows, predictions } = await crossValidate(workspace, plain, splits, signal, onEvent);
	return { ...job, unseen: { rows, probabilities: predictions } };
}
