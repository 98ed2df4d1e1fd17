import { AppError } from '$lib/core/errors';
import { canonicalJson, toJson } from '$lib/core/json';
import { isPlain, modelsOfRun } from '$lib/core/model/threshold';
import type { Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import type { TrainEvent, TrainJob, TrainResult } from '$lib/core/train/job';
import { readRunMeta, specOfRun, type RunMeta } from '$lib/core/train/run-meta';
import { withUnseen } from './calibrate';
import { findKept, getArtifact, listArtifacts } from './artifact';
import { crossValidate, withCrossed } from './cross-validate';
import { heldOutBytes } from './held-out';
import { openModel } from './model';
import { makeJob } from './train-job';

const parts = ['model', 'predictions', 'metrics', 'curve'] as const;
export type ReproducedPart = (typeof parts)[number];

/** Whether a run gives the same again, to the bit. */
export interface Reproduction {
	readonly isIdentical: boolean;
	/** What came out otherwise. */
	readonly differing: readonly ReproducedPart[];
	/**
	 * Why it was not, or could not be, the same: the table or the model is gone, this device has no such engine, the run was made by
	 * another version or engine code, or nothing that was kept says why (such as another graphics adapter).
	 */
	readonly reason: 'data-gone' | 'model-gone' | 'engine-missing' | 'other-version' | 'unknown' | null;
	/** Version, engine and code: when it was made, and now. */
	readonly maker: { readonly then: string | null; readonly now: string | null };
	/** SHA-256 of the table and of the recipe that made it, when the run was made. */
	readonly data: RunMeta['data'];
}

/** Trains once more from what a run has stored, without keeping anything, and compares. */
export async function reproduceRun(
	workspace: Workspace,
	run: Artifact,
	signal?: AbortSignal,
	onEvent?: (event: TrainEvent) => void
): Promise<Reproduction> {
	const meta = readRunMeta(run);
	if (!meta) throw new AppError('project/invalid', { artifact: run.id, reason: 'it is no run' });
	const cannot = (reason: Reproduction['reason']): Reproduction => ({
		...{ isIdentical: false, differing: [], reason, data: meta.data },
		maker: { then: meta.maker, now: null }
	});
	const dataset = await findTable(workspace, run.parents['dataset'] ?? '');
	const test = meta.holdout.type === 'table' ? await findTable(workspace, meta.holdout.dataset) : undefined;
	if (!dataset || test === null) return cannot('data-gone');
	const model = modelsOfRun(await listArtifacts(workspace, 'model'), run.id).find(isPlain);
	if (!model) return cannot('model-gone');

	const { job, folds } = await makeJob(workspace, dataset, specOfRun(meta), signal, test);
	const told = (event: TrainEvent) => {
		if (event.type !== 'state') onEvent?.(event);
	};
	let result: TrainResult;
	try {
		const prepare = (part: TrainJob) => withUnseen(workspace, part, signal, told);
		const crossed = folds.length > 0 ? await crossValidate(workspace, job, folds, signal, told, prepare) : null;
		const trained = await workspace.trainer.train(await prepare(job), signal, told);
		result = crossed ? withCrossed(trained, crossed) : trained;
	} catch (error) {
		if (error instanceof AppError && (error.code === 'device/no-webgpu' || error.code === 'train/engine-unsuited'))
			return cannot('engine-missing');
		throw error;
	}
	const same: Record<ReproducedPart, boolean> = {
		model: text(result.model) === text((await openModel(workspace, model)).model),
		predictions: await hasSamePredictions(workspace, run, result),
		metrics: text(result.metrics) === text(meta.metrics),
		curve: text(result.curve) === text(meta.curve)
	};
	const differing = parts.filter((part) => !same[part]);
	const isIdentical = differing.length === 0;
	return {
		...{ isIdentical, differing, data: meta.data },
		reason: isIdentical ? null : result.maker === meta.maker ? 'unknown' : 'other-version',
		maker: { then: meta.maker, now: result.maker }
	};
}

async function findTable(workspace: Workspace, id: string): Promise<Artifact | null> {
	const artifact = await findKept(workspace, id);
	if (!artifact) return null;
	for (const hash of Object.values(artifact.blobs)) if (!(await workspace.blobs.has(hash))) return null;
	return artifact;
}

function text(value: unknown): string {
	return canonicalJson(toJson(value));
}

async function hasSamePredictions(workspace: Workspace, run: Artifact, { testPredictions }: TrainResult) {
	const kept = run.blobs['test-predictions'];
	if (kept === undefined) return testPredictions.length === 0;
	return kept === (await workspace.crypto.sha256(heldOutBytes(testPredictions)));
}

/** The run that a name or the beginning of an id means. project/missing when it is none, or several. */
export async function findRunNamed(workspace: Workspace, named: string): Promise<Artifact> {
	const runs = await listArtifacts(workspace, 'run');
	const byName = runs.find(({ name }) => name === named);
	if (byName) return byName;
	const [first, second] = runs.filter(({ id }) => named.length >= 4 && id.startsWith(named));
	if (!first || second) throw new AppError('project/missing', { artifact: named });
	return getArtifact(workspace, first.id);
}
