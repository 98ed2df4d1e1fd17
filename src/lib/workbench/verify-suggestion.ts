import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Suggestion } from '$lib/core/profile/rules/rule';
import type { Artifact } from '$lib/core/project/artifact';
import { takeRows } from '$lib/core/table/columns';
import { AppError } from '$lib/core/errors';
import { holdOut } from '$lib/core/train/holdout';
import type { TrainJob } from '$lib/core/train/job';
import type { TrainSpec } from '$lib/core/train/spec';
import { suggestedSpec } from '$lib/core/train/suggestion';
import { resolveParams } from '$lib/core/train/params';
import { readTarget } from '$lib/core/train/target';
import { judge, measureOf, trialLength, trialOf, type Trial, type Verified } from '$lib/core/train/verified';
import { makeJob } from './train-job';

const keptAside = 0.25;
const rounds = 3;
const mostRows = 20_000;

/**
 * Tries a suggestion: trains a few hundred steps with the settings as they are and as suggested, in turn, on the same rows with the same
 * seeds, three times each (and once unmeasured before, where it is speed that counts). Judged on a quarter of the training rows; the
 * held-out ones are never looked at. Refuses as makeJob and the trainer do.
 */
export async function verifySuggestion(
	workspace: Workspace,
	dataset: Artifact,
	spec: TrainSpec,
	change: Suggestion,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Verified> {
	const base = await trialJob(workspace, dataset, spec, signal);
	const wanted = suggestedSpec(spec, change);
	const learned = base.columns.rows - base.test.length;
	const stopAfter = trialLength(spec.estimator, change, learned, Number(base.params['batch'] ?? 0));
	const withLength = (job: TrainJob): TrainJob => ({ ...job, ...(stopAfter === undefined ? {} : { stopAfter }) });
	const jobs = [
		withLength(base),
		withLength({
			...base,
			params: resolveParams(wanted.estimator, wanted.params ?? {}),
			engine: wanted.engine ?? base.engine,
			classWeights: wanted.classWeights ?? 'none'
		})
	] as const;
	const warmUps = measureOf(change) === 'speed' ? 1 : 0;
	const trials: [Trial[], Trial[]] = [[], []];
	for (let round = -warmUps; round < rounds; round++)
		for (const [side, job] of jobs.entries()) {
			onProgress?.({ phase: 'verify', done: 2 * (round + warmUps) + side, total: 2 * (rounds + warmUps) });
			const trial = await tryOnce(workspace, { ...job, seed: job.seed + Math.max(0, round) }, signal);
			if (round >= 0) trials[side]?.push(trial);
		}
	return judge(change, trials[0], trials[1], learned);
}

/** A setting that diverges has no loss. */
async function tryOnce(workspace: Workspace, job: TrainJob, signal?: AbortSignal): Promise<Trial> {
	try {
		// what is handed to the trainer is given away
		return trialOf(await workspace.trainer.train(structuredClone(job), signal));
	} catch (error) {
		if (error instanceof AppError && error.code === 'train/diverged') return { rowsPerSecond: 0, loss: null, f1: null };
		throw error;
	}
}

/** The job of a spec on its training rows alone (20,000 of them at most), a quarter of them kept aside. */
async function trialJob(
	workspace: Workspace,
	dataset: Artifact,
	spec: TrainSpec,
	signal?: AbortSignal
): Promise<TrainJob> {
	const { job } = await makeJob(workspace, dataset, spec, signal);
	const out = new Set([...job.test, ...(job.aside ?? [])]);
	const rows = Int32Array.from({ length: job.columns.rows }, (_, row) => row).filter((row) => !out.has(row));
	const step = Math.ceil(rows.length / mostRows);
	const columns = takeRows(
		job.columns,
		rows.filter((_, at) => at % step === 0)
	);
	const isClasses = job.task === 'classification';
	const { values } = readTarget(columns, job.target, job.task);
	const test = holdOut(values, keptAside, isClasses, job.seed + 1);
	return { ...job, columns, test, aside: new Int32Array(0), units: null, rules: {}, refit: false };
}
