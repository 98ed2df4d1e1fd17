import { AppError } from '$lib/core/errors';
import { measurableRows } from '$lib/core/evaluation/evaluated-rows';
import { readModelMeta, type ModelMeta } from '$lib/core/model/model-meta';
import { isPlain, modelsOfRun, thresholdOf, withThreshold } from '$lib/core/model/threshold';
import type { Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { classificationMetrics, type Metrics } from '$lib/core/train/metrics';
import { listArtifacts, saveArtifact } from './artifact';
import { withBaseline } from './attribution';
import { readCardWords, writeCardWords } from './card';
import { readHeldOutRows } from './evaluate';
import { openModel, packModel } from './model';

/**
 * Lets the model of a run answer by a threshold; null: as it was trained. The run and the model it made stay as they are, so that the run
 * is made again to the bit: the threshold makes another model beside it, and the one chosen last is in use. project/missing without a
 * model, model/no-threshold.
 */
export async function useThreshold(
	workspace: Workspace,
	run: Artifact,
	threshold: number | null,
	signal?: AbortSignal
): Promise<Artifact> {
	const models = modelsOfRun(await listArtifacts(workspace, 'model'), run.id);
	const [used] = models;
	const plain = models.find(isPlain);
	const meta = plain && readModelMeta(plain);
	if (!used || !plain || !meta) throw new AppError('project/missing', { artifact: run.name });
	if (thresholdOf(used) === (threshold ?? undefined)) return used;
	// the newest is the one in use, whatever the clocks of two devices say
	const later: Workspace = {
		...workspace,
		clock: { ...workspace.clock, now: () => Math.max(workspace.clock.now(), used.createdAt + 1) }
	};
	const content =
		threshold === null ? plain : await thresholdContent(workspace, run, { plain, meta }, threshold, signal);
	const made = await saveArtifact(later, { ...content, name: used.name, isNewest: true });
	const words = await readCardWords(workspace, used);
	await writeCardWords(workspace, made, words);
	return made;
}

async function thresholdContent(
	workspace: Workspace,
	run: Artifact,
	{ plain, meta }: { readonly plain: Artifact; readonly meta: ModelMeta },
	threshold: number,
	signal?: AbortSignal
) {
	const { model, device, attribution } = await openModel(workspace, plain);
	const named = { name: plain.name, preparation: device.preparation ?? null };
	const { archive } = await packModel(workspace, withThreshold(model, threshold), named);
	const kept = attribution ? await withBaseline(workspace, archive, attribution) : archive;
	const metrics = await metricsAt(workspace, run, threshold, meta.metrics, signal);
	const own: ModelMeta = { ...meta, metrics, threshold };
	return {
		type: 'model' as const,
		blobs: { archive: await workspace.blobs.put(kept) },
		meta: own,
		parents: { ...plain.parents, model: plain.id }
	};
}

/** What depends on the threshold, over all held-out rows at once, also where the run took the mean of folds; the rest as the run has it. */
async function metricsAt(
	workspace: Workspace,
	run: Artifact,
	threshold: number,
	known: Metrics,
	signal?: AbortSignal
): Promise<ModelMeta['metrics']> {
	const held = await readHeldOutRows(workspace, run, false, signal);
	if (!held) return { ...known };
	const { truth, answers, classes } = measurableRows(held.rows);
	const found = classificationMetrics(truth, answers, classes.length, threshold);
	const { accuracy = null, precision = null, recall = null, f1 = null } = found;
	return { ...known, accuracy, precision, recall, f1 };
}
