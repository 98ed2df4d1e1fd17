import { isBreach, type Limit } from '$lib/core/clarify/limit';
import { standingOf } from '$lib/core/clarify/limit-standing';
import { readAttributionDrift } from '$lib/core/monitor/attribution-report';
import type { Artifact } from '$lib/core/project/artifact';

export const stages = ['data', 'features', 'fairness', 'train', 'models', 'edge', 'monitor', 'pipelines'] as const;
export type Stage = (typeof stages)[number];
export type StageState = 'ready' | 'empty' | 'stale' | 'alarming';

const madeBy: Readonly<Record<Stage, readonly Artifact['type'][]>> = {
	data: ['dataset'],
	features: ['training-set', 'feature-batch'],
	fairness: ['bias-report'],
	train: ['run'],
	models: ['model'],
	edge: ['package'],
	monitor: ['drift-report'],
	pipelines: ['pipeline-run']
};

/** Whether something newer by the same name replaces one of the things an artifact was made from. */
function isStale(artifact: Artifact, byId: ReadonlyMap<string, Artifact>, all: readonly Artifact[]): boolean {
	return Object.values(artifact.parents).some((id) => {
		const parent = byId.get(id);
		// another threshold of it is not newer than the model it was made from
		if (!parent || (artifact.type === 'model' && parent.type === 'model')) return false;
		return all.some(
			(other) => other.type === parent.type && other.name === parent.name && other.createdAt > parent.createdAt
		);
	});
}

function isAlarming(artifact: Artifact): boolean {
	const { meta } = artifact;
	if (typeof meta !== 'object' || meta === null) return false;
	if (readAttributionDrift(artifact)?.drift.drifted) return true;
	return ('drifted' in meta && meta.drifted === true) || ('failed' in meta && meta.failed === true);
}

/** The newest of a stage, and of reports of drift the newest of each kind: one of attributions says nothing of columns. */
function newestOfEach(stage: Stage, artifacts: readonly Artifact[]): Artifact[] {
	const made = artifacts.filter(({ type }) => madeBy[stage].includes(type));
	const isOfAttributions = (artifact: Artifact) => readAttributionDrift(artifact) !== null;
	const found = [made.find((artifact) => !isOfAttributions(artifact)), made.find(isOfAttributions)];
	return found.filter((artifact) => artifact !== undefined);
}

/** The mark beside a stage, from what the project holds. `artifacts` are newest first; `limits` are those on bias. */
export function stageState(stage: Stage, artifacts: readonly Artifact[], limits: readonly Limit[] = []): StageState {
	const newest = artifacts.find(({ type }) => madeBy[stage].includes(type));
	if (!newest) return 'empty';
	const isBeyond = stage === 'fairness' && standingOf(limits, artifacts)?.checks.some(isBreach);
	if (isBeyond || newestOfEach(stage, artifacts).some(isAlarming)) return 'alarming';
	return isStale(newest, new Map(artifacts.map((artifact) => [artifact.id, artifact])), artifacts) ? 'stale' : 'ready';
}
