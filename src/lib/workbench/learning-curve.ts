import { AppError } from '$lib/core/errors';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import type { Task, TrainJob } from '$lib/core/train/job';
import { learningPoint, learningRows, readShares, type LearningPoint } from '$lib/core/train/learning-curve';
import { readRunMeta, specOfRun } from '$lib/core/train/run-meta';
import { rowsWithout, trainingRows } from '$lib/core/train/run-rows';
import type { TrainSpec } from '$lib/core/train/spec';
import { readTarget, type Target } from '$lib/core/train/target';
import { trialScore } from '$lib/core/train/trial-score';
import { getArtifact } from './artifact';
import { withUnseen } from './calibrate';
import { makeJob } from './train-job';

export interface LearningRequest {
	/** Shares of the training rows, above 0 and up to 1. */
	readonly shares: readonly number[];
	/** How often each size is trained, each time on other rows and from another seed; in folds each time on another fold. */
	readonly repeats: number;
}

export interface LearningOptions {
	readonly signal?: AbortSignal;
	/** Told what there is after each training: a cancelled curve is what it was told last. */
	readonly onPoints?: (points: readonly LearningPoint[]) => void;
	readonly onProgress?: OnProgress;
}

export interface LearningCurve {
	readonly task: Task;
	readonly points: readonly LearningPoint[];
}

/**
 * Scores models that learn from growing shares of the training rows, the smallest first, on the held-out rows, which none of them learns from.
 * Nothing is kept. train/no-holdout when no row is held out; refuses as runTraining does.
 */
export async function learningCurve(
	workspace: Workspace,
	dataset: Artifact,
	spec: TrainSpec,
	{ shares: asked, repeats }: LearningRequest,
	{ signal, onPoints, onProgress, test }: LearningOptions & { readonly test?: Artifact } = {}
): Promise<LearningCurve> {
	const shares = readShares(asked);
	const { job, folds } = await makeJob(workspace, dataset, spec, signal, test);
	const target = readTarget(job.columns, job.target, job.task);
	const total = shares.length * repeats;
	const points: LearningPoint[] = [];
	onProgress?.({ phase: 'learning-curve', done: 0, total });
	for (const share of shares) {
		const tries: Attempt[] = [];
		for (let repeat = 0; repeat < repeats; repeat++) {
			signal?.throwIfAborted();
			const part: TrainJob = { ...job, ...folds[repeat % Math.max(1, folds.length)], seed: job.seed + repeat };
			tries.push(await scoreShare(workspace, part, target, share, signal));
			onPoints?.([...points, learningPoint(share, tries)]);
			onProgress?.({ phase: 'learning-curve', done: points.length * repeats + tries.length, total });
		}
		points.push(learningPoint(share, tries));
	}
	return { task: job.task, points };
}

/** The curve of a run's own settings. project/missing when a table of it is gone. */
export async function learningCurveOfRun(
	workspace: Workspace,
	run: Artifact,
	request: LearningRequest,
	options: LearningOptions = {}
): Promise<LearningCurve> {
	const meta = readRunMeta(run);
	if (!meta) throw new AppError('project/invalid', { artifact: run.id, reason: 'it is no run' });
	const dataset = await getArtifact(workspace, run.parents['dataset'] ?? '');
	const test = meta.holdout.type === 'table' ? await getArtifact(workspace, meta.holdout.dataset) : undefined;
	return learningCurve(workspace, dataset, specOfRun(meta), request, { ...options, ...(test && { test }) });
}

interface Attempt {
	readonly rows: number;
	readonly score: number | null;
}

async function scoreShare(
	workspace: Workspace,
	job: TrainJob,
	target: Target,
	share: number,
	signal?: AbortSignal
): Promise<Attempt> {
	const { train } = trainingRows(target, job);
	if (job.test.length === 0) throw new AppError('train/no-holdout', {});
	const rows = learningRows(job, target, train, share, job.seed);
	const every = Int32Array.from(target.values.keys());
	const aside = rowsWithout(rowsWithout(every, rows), job.test);
	try {
		const part = await withUnseen(workspace, { ...job, aside, refit: false, rules: {} }, signal);
		// what is handed to the trainer is given away
		const { testPredictions } = await workspace.trainer.train(structuredClone(part), signal);
		signal?.throwIfAborted();
		return { rows: rows.length, score: trialScore(target, job.test, testPredictions)?.value ?? null };
	} catch (error) {
		// a small share can lack a class, or be too small to learn from
		const isOwn =
			error instanceof AppError && ['train/diverged', 'train/one-class', 'train/too-few-rows'].includes(error.code);
		if (!isOwn) throw error;
		return { rows: rows.length, score: null };
	}
}
