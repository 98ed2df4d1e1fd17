import * as v from 'valibot';
import { AppError } from '$lib/core/errors';
import { canonicalJson, type Json } from '$lib/core/json';
import type { OnProgress, Workspace } from '$lib/core/ports';
import { formatRuleSettings } from '$lib/core/profile/rules/settings';
import { readOldSpans } from '$lib/core/profile/old-spans';
import type { Profile } from '$lib/core/profile/profile';
import { decodeProfile, encodeProfile } from '$lib/core/profile/profile-file';
import type { Artifact } from '$lib/core/project/artifact';
import type { EngineName, EstimatorName, TrainEvent, TrainJob, TrainResult } from '$lib/core/train/job';
import { measurementJob, rowsPerSecond } from '$lib/core/train/measurement';
import { readRunMeta, RunMetaSchema, type Holdout, type RunMeta } from '$lib/core/train/run-meta';
import type { TrainSpec } from '$lib/core/train/spec';
import { getArtifact, listArtifacts, saveArtifact } from './artifact';
import { crossValidate, type CrossValidation } from './cross-validate';
import { keepHeldOut } from './held-out';
import { packModel } from './model';
import { findOrigin } from './preparation';
import { makeJob } from './train-job';

export interface TrainedModel {
	readonly run: Artifact;
	readonly model: Artifact;
	readonly result: RunMeta;
	/** The same run was there already and was not repeated. */
	readonly isCached: boolean;
}

/**
 * Trains a model on a dataset and keeps the run and the model. With `test` that dataset is what is measured on, and the model is fitted on all of
 * `dataset`; else rows are held out by the spec and the kept model is refitted on all rows. A run with the same key is not
 * repeated. Refuses as runTraining does.
 */
export async function trainModel(
	workspace: Workspace,
	dataset: Artifact,
	spec: TrainSpec,
	signal?: AbortSignal,
	onEvent?: (event: TrainEvent) => void,
	test?: Artifact
): Promise<TrainedModel> {
	const { job, holdout, folds } = await makeJob(workspace, dataset, spec, signal, test);
	const key = await runKey(workspace, dataset, job, holdout);
	const before = await findRun(workspace, key);
	if (before) return before;

	const { refusals, notices } = await workspace.inspector.inspect(job, signal);
	const [refusal] = refusals;
	if (refusal) throw new AppError(refusal.code, refusal.details);
	const first = holdout.type === 'table' ? job.columns.rows - job.test.length : 0;
	const crossed = folds.length > 0 ? await crossValidate(workspace, job, folds, signal, onEvent) : null;
	const measured = crossed?.rows ?? job.test.map((row) => row - first);
	const trained = await workspace.trainer.train(job, signal, onEvent);
	const result = crossed ? withCrossed(trained, crossed) : trained;
	signal?.throwIfAborted();
	const { target, task, estimator, seed, weight, classWeights = 'none', ignore, rules = {} } = job;
	return keepRun(workspace, dataset, spec, result, measured, {
		...{ key, target, task, estimator, seed, holdout, weight, classWeights, rules },
		folds: [...(crossed?.folds ?? [])],
		ignore: [...ignore],
		notices: notices.map((notice) => ({ ...notice, columns: [...notice.columns] }))
	});
}

function withCrossed(result: TrainResult, { rows, metrics, predictions }: CrossValidation): TrainResult {
	return { ...result, metrics, testPredictions: predictions, rows: { ...result.rows, test: rows.length } };
}

async function runKey(workspace: Workspace, dataset: Artifact, job: TrainJob, holdout: Holdout): Promise<string> {
	const {
		kinds,
		target,
		task,
		estimator,
		engine,
		params,
		seed,
		weight,
		classWeights = 'none',
		ignore,
		rules = {}
	} = job;
	const content: Json = {
		version: 1,
		dataset: dataset.id,
		...{ kinds, target, task, estimator, engine, params, seed, weight, ignore, holdout },
		...(classWeights === 'none' ? {} : { classWeights }),
		...(Object.keys(rules).length === 0 ? {} : { rules: formatRuleSettings(rules) })
	};
	return workspace.crypto.sha256(new TextEncoder().encode(canonicalJson(content)));
}

async function findRun(workspace: Workspace, key: string): Promise<TrainedModel | null> {
	for (const run of await listArtifacts(workspace, 'run')) {
		const meta = readRunMeta(run);
		if (meta?.key !== key) continue;
		const models = await listArtifacts(workspace, 'model');
		const model = models.find(({ parents }) => parents['run'] === run.id);
		if (model) return { run, model, result: meta, isCached: true };
	}
	return null;
}

async function keepRun(
	workspace: Workspace,
	dataset: Artifact,
	spec: TrainSpec,
	result: TrainResult,
	measured: Int32Array,
	settings: Pick<
		RunMeta,
		| 'key'
		| 'target'
		| 'task'
		| 'estimator'
		| 'seed'
		| 'holdout'
		| 'weight'
		| 'classWeights'
		| 'ignore'
		| 'folds'
		| 'rules'
		| 'notices'
	>
): Promise<TrainedModel> {
	const name = spec.name ?? `${spec.target} ${spec.estimator}`;
	const { engine, params, rows, metrics, seconds, phases, curve, checks, dropped, missingTarget, model, profile } =
		result;
	const meta = v.parse(RunMetaSchema, {
		schemaVersion: 1,
		...settings,
		...{ engine, params, rows, metrics, seconds, phases, curve, checks, dropped, missingTarget },
		classes: model.classes
	});
	const profileBlob = await workspace.blobs.put(encodeProfile(profile));
	const run = await saveArtifact(workspace, {
		type: 'run',
		name,
		blobs: { profile: profileBlob, ...(await keepHeldOut(workspace, measured, result.testPredictions)) },
		meta,
		parents: { dataset: dataset.id }
	});
	const { preparation } = await findOrigin(workspace, dataset, model);
	const { archive } = await packModel(workspace, model, { name, preparation });
	const kept = await saveArtifact(workspace, {
		type: 'model',
		name,
		blobs: { archive: await workspace.blobs.put(archive) },
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

/** `absent`: this device has none. `slow`: it did not finish in the time a measurement may take. */
export interface EngineFigure {
	readonly engine: EngineName;
	readonly status: 'measured' | 'absent' | 'slow';
	readonly rowsPerSecond: number | null;
}
export interface EngineChoice {
	readonly engine: EngineName;
	/** `only`: nothing else trains this estimator. `fastest`: by what was measured. */
	readonly reason: 'only' | 'fastest';
	readonly measured: readonly EngineFigure[];
}

const measureForMs = 4000;

/** Measures a small net on each engine (after one run to warm it) and chooses the fastest. */
export async function chooseEngine(
	workspace: Workspace,
	estimator: EstimatorName,
	candidates: readonly EngineName[] = ['kernels', 'tfjs-webgpu', 'tfjs-wasm'],
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<EngineChoice> {
	if (estimator !== 'mlp') return { engine: 'kernels', reason: 'only', measured: [] };
	const measured: EngineFigure[] = [];
	for (const engine of candidates) {
		onProgress?.({ phase: 'measure', done: measured.length, total: candidates.length });
		measured.push(await measureEngine(workspace, engine, signal));
	}
	const best = measured.reduce((top, next) => ((next.rowsPerSecond ?? 0) > (top.rowsPerSecond ?? 0) ? next : top));
	return { engine: best.engine, reason: 'fastest', measured };
}

async function measureEngine(workspace: Workspace, engine: EngineName, signal?: AbortSignal): Promise<EngineFigure> {
	const limit = AbortSignal.timeout(measureForMs);
	const either = signal ? AbortSignal.any([signal, limit]) : limit;
	try {
		await workspace.trainer.train(measurementJob(engine), either);
		const result = await workspace.trainer.train(measurementJob(engine), either);
		return { engine, status: 'measured', rowsPerSecond: rowsPerSecond(result) };
	} catch (error) {
		signal?.throwIfAborted();
		if (limit.aborted) return { engine, status: 'slow', rowsPerSecond: null };
		if (error instanceof AppError && error.code === 'device/no-webgpu')
			return { engine, status: 'absent', rowsPerSecond: null };
		throw error;
	}
}
