import { AppError } from '$lib/core/errors';
import type { Estimate } from '$lib/core/evaluation/estimate';
import { readModelMeta } from '$lib/core/model/model-meta';
import { modelsOfRun, thresholdOf } from '$lib/core/model/threshold';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { readRunMeta } from '$lib/core/train/run-meta';
import type { RunReport } from '$lib/core/train/run-report';
import type { Verified } from '$lib/core/train/verified';
import { listArtifacts } from './artifact';
import { evaluateRun } from './evaluate';
import { readProfile } from './run';

/** Gathers what a report of a run says, its held-out figures with intervals. model/invalid when the artifact is no run. */
export async function gatherRunReport(
	workspace: Workspace,
	run: Artifact,
	verified: readonly Verified[],
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<RunReport> {
	const meta = readRunMeta(run);
	if (!meta) throw new AppError('train/no-run', { run: run.name });
	const artifacts = await listArtifacts(workspace);
	const [model] = modelsOfRun(artifacts, run.id);
	const threshold = thresholdOf(model);
	const kept = threshold === undefined || !model ? null : readModelMeta(model);
	return {
		name: run.name,
		made: run.createdAt,
		dataset: artifacts.find(({ id }) => id === run.parents['dataset'])?.name ?? '',
		meta: { ...meta, metrics: kept?.metrics ?? meta.metrics },
		threshold: threshold ?? null,
		profile: await readProfile(workspace, run.id),
		intervals: await intervalsOf(workspace, run, signal, onProgress),
		verified
	};
}

async function intervalsOf(
	workspace: Workspace,
	run: Artifact,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Readonly<Record<string, Estimate>>> {
	const question = { isWeighted: false, positive: null, seed: 0 };
	const evaluated = await evaluateRun(workspace, run, question, signal, onProgress);
	const { binary = null, classes = null, numbers = null } = evaluated?.evaluation ?? {};
	// with more than two classes the run's figures are means over them, which one class against the rest is not
	return { ...(classes ? {} : binary?.figures), ...numbers?.figures };
}
