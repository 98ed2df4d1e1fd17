import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { seededRandom } from '$lib/core/random';
import { takeRows } from '$lib/core/table/columns';
import { holdOut } from '$lib/core/train/holdout';
import type { Params } from '$lib/core/train/params';
import { candidateParams } from '$lib/core/train/search';
import type { TrainSpec } from '$lib/core/train/spec';
import { readTarget } from '$lib/core/train/target';
import { makeJob } from './train-job';

export interface Trial {
	readonly params: Params;
	/** Held-out log loss, or root mean squared error: smaller is better. Null when it diverged. */
	readonly score: number | null;
	readonly seconds: number;
}

const validationShare = 0.25;

/**
 * Random search by the seed: each candidate learns from three quarters of the training rows and is scored on the rest. The rows that the
 * spec (or `test`) holds out are never looked at. Returns the trials, best first.
 */
export async function searchParams(
	workspace: Workspace,
	dataset: Artifact,
	spec: TrainSpec,
	trials: number,
	signal?: AbortSignal,
	onProgress?: OnProgress,
	test?: Artifact
): Promise<Trial[]> {
	const { job } = await makeJob(workspace, dataset, spec, signal, test);
	const held = new Set(job.test);
	const rows = Int32Array.from({ length: job.columns.rows }, (_, row) => row).filter((row) => !held.has(row));
	const candidates = candidateParams(spec.estimator, spec.params ?? {}, trials, seededRandom(job.seed));
	const done: Trial[] = [];
	for (const params of candidates) {
		onProgress?.({ phase: 'search', done: done.length, total: trials });
		const columns = takeRows(job.columns, rows);
		const { values } = readTarget(columns, job.target, job.task);
		const validation = holdOut(values, validationShare, job.task === 'classification', job.seed + 1);
		const trial = { ...job, columns, params, test: validation, refit: false };
		const { metrics, seconds } = await workspace.trainer.train(trial, signal);
		done.push({ params, score: metrics['logLoss'] ?? metrics['rmse'] ?? null, seconds });
	}
	return done.sort((a, b) => (a.score ?? Infinity) - (b.score ?? Infinity));
}
