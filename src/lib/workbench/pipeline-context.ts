import { AppError } from '$lib/core/errors';
import type { OnProgress, SourceFile, Workspace } from '$lib/core/ports';
import type { StepAnswer } from '$lib/core/pipeline/pipeline';
import type { Step, StepOf, StepType } from '$lib/core/pipeline/step';
import type { Artifact } from '$lib/core/project/artifact';
import { getArtifact } from './artifact';

/** What a step works with: its parameters, what earlier steps left, and for an import the file. */
export interface StepContext<T extends StepType> {
	readonly ws: Workspace;
	readonly step: StepOf<T>;
	readonly answers: ReadonlyMap<string, StepAnswer>;
	readonly source: SourceFile | undefined;
	readonly signal: AbortSignal | undefined;
	readonly onProgress: OnProgress | undefined;
}

export const emptyAnswer: StepAnswer = { artifacts: {}, values: {}, texts: {} };

/** The artifact an earlier step left under a role. Errors: pipeline/invalid when it left none. */
export async function inputArtifact(
	{ ws, step, answers }: Pick<StepContext<'import'>, 'ws' | 'answers'> & { readonly step: Step },
	id: string,
	role: 'dataset' | 'model'
): Promise<Artifact> {
	const found = answers.get(id)?.artifacts[role];
	if (found === undefined)
		throw new AppError('pipeline/invalid', { where: `step ${step.id}`, reason: `'${id}' makes no ${role}` });
	return getArtifact(ws, found);
}
