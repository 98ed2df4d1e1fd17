import * as v from 'valibot';
import { isPlain, modelsOfRun } from '$lib/core/model/threshold';
import type { Workspace } from '$lib/core/ports';
import { readOldSpans } from '$lib/core/profile/old-spans';
import type { Profile } from '$lib/core/profile/profile';
import { decodeProfile, encodeProfile } from '$lib/core/profile/profile-file';
import type { Artifact } from '$lib/core/project/artifact';
import type { TrainResult } from '$lib/core/train/job';
import { readRunMeta, RunMetaSchema, type RunMeta } from '$lib/core/train/run-meta';
import { getArtifact, listArtifacts, saveArtifact } from './artifact';
import { keepHeldOut } from './held-out';
import { packModel } from './model';
import { findOrigin } from './preparation';
import type { RecordedJob } from './recorded-job';

export interface TrainedModel {
	readonly run: Artifact;
	readonly model: Artifact;
	readonly result: RunMeta;
	/** The same run was there already and was not repeated. */
	readonly isCached: boolean;
}

/** The run with a key and the model it made, where both are kept. */
export async function findRun(workspace: Workspace, key: string): Promise<TrainedModel | null> {
	for (const run of await listArtifacts(workspace, 'run')) {
		const meta = readRunMeta(run);
		if (meta?.key !== key) continue;
		const model = modelsOfRun(await listArtifacts(workspace, 'model'), run.id).find(isPlain);
		if (model) return { run, model, result: meta, isCached: true };
	}
	return null;
}

type Settings = Pick<
	RunMeta,
	| 'key'
	| 'target'
	| 'task'
	| 'estimator'
	| 'seed'
	| 'holdout'
	| 'weight'
	| 'classWeights'
	| 'calibrate'
	| 'ignore'
	| 'folds'
	| 'rules'
	| 'notices'
	| 'stopAfter'
>;

/** Keeps what training gave as a run, and its model as another artifact. `measured`: the held-out rows, counted in their table. */
export async function keepRun(
	recorded: RecordedJob,
	dataset: Artifact,
	name: string,
	result: TrainResult,
	measured: Int32Array,
	settings: Settings
): Promise<TrainedModel> {
	const { workspace, recorder } = recorded;
	const { engine, params, rows, metrics, seconds, phases, curve, checks, dropped, missingTarget } = result;
	const { model, profile, bestStep, stoppedBy, maker, rawMetrics } = result;
	const meta = v.parse(RunMetaSchema, {
		schemaVersion: 1,
		...settings,
		...{ engine, params, rows, metrics, seconds, phases, curve, checks, dropped, missingTarget },
		...{ bestStep, stoppedBy, maker, rawMetrics },
		data: { table: dataset.blobs['table'] ?? '', recipe: dataset.parents['recipe'] ?? null },
		classes: model.classes
	});
	const { preparation } = await findOrigin(workspace, dataset, model);
	const { archive } = await packModel(workspace, model, { name, preparation });
	recorder.lap('pack');
	const archiveBlob = await workspace.blobs.put(archive);
	const heldOut = await keepHeldOut(workspace, measured, result.testPredictions, result.rawPredictions);
	recorder.lap('keep');
	// the last thing that is stored: it cannot tell of its own writing
	const profileBlob = await workspace.blobs.put(encodeProfile(recorded.profile(profile)));
	const run = await saveArtifact(workspace, {
		type: 'run',
		name,
		blobs: { profile: profileBlob, ...heldOut },
		meta,
		parents: { dataset: dataset.id }
	});
	const kept = await saveArtifact(workspace, {
		type: 'model',
		name,
		blobs: { archive: archiveBlob },
		meta: { schemaVersion: 1, task: model.task, target: model.target, estimator: settings.estimator, metrics },
		parents: { dataset: dataset.id, run: run.id }
	});
	return { run, model: kept, result: meta, isCached: false };
}

/** What was recorded of a run; null when nothing was kept. */
export async function readProfile(workspace: Workspace, runId: string): Promise<Profile | null> {
	const { blobs } = await getArtifact(workspace, runId);
	const { profile, spans } = blobs;
	if (profile !== undefined) return decodeProfile(await workspace.blobs.get(profile));
	return spans === undefined ? null : readOldSpans(await workspace.blobs.get(spans));
}
