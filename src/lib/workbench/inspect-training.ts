import { AppError } from '$lib/core/errors';
import type { Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import type { Inspection } from '$lib/core/train/inspect';
import type { TrainSpec } from '$lib/core/train/spec';
import { makeJob } from './train-job';

/** Looks over what training a spec on a dataset would do: what refuses it, and what a person should know before. */
export async function inspectTraining(
	workspace: Workspace,
	dataset: Artifact,
	spec: TrainSpec,
	signal?: AbortSignal,
	test?: Artifact
): Promise<Inspection> {
	try {
		const { job } = await makeJob(workspace, dataset, spec, signal, test);
		return await workspace.inspector.inspect(job, signal);
	} catch (error) {
		if (!(error instanceof AppError)) throw error;
		return { refusals: [{ code: error.code, details: error.details }], notices: [] };
	}
}
