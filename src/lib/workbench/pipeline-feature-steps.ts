import * as v from 'valibot';
import { AppError } from '$lib/core/errors';
import type { FeatureGroup } from '$lib/core/feature/group';
import type { StepAnswer } from '$lib/core/pipeline/pipeline';
import type { Workspace } from '$lib/core/ports';
import { datasetMeta } from '$lib/core/table/dataset';
import type { TableSchema } from '$lib/core/table/schema';
import { draftGroup, listBatches, listGroups, updateGroup, type GroupDraft } from './feature';
import { ingest } from './feature-ingest';
import { trainingSet } from './feature-training-set';
import { inputArtifact } from './pipeline-context';
import type { StepContext } from './pipeline-context';

/** What a later step joins: a group as its history was when this step ran, so that the same inputs give the same rows. */
const GroupTextSchema = v.pipe(
	v.string(),
	v.parseJson(),
	v.object({ name: v.string(), features: v.array(v.string()), batches: v.array(v.string()) })
);

/** The group of a draft: to be made where there is none, changed where features came or its time to live did. */
async function groupOf(
	ws: Workspace,
	draft: GroupDraft,
	schema: TableSchema
): Promise<{ readonly group: FeatureGroup; readonly isDraft: boolean }> {
	const known = (await listGroups(ws)).find(({ name }) => name === draft.name);
	if (!known) return { group: await draftGroup(ws, draft, schema), isDraft: true };
	const keys = known.entity.map(({ name }) => name);
	if (keys.join('\n') !== draft.entity.join('\n') || known.eventTime.name !== draft.eventTime)
		throw new AppError('feature/group-exists', { group: draft.name });
	const has = new Set(known.features.map(({ name }) => name));
	const added = schema
		.filter(({ name }) => draft.features?.includes(name) && !has.has(name))
		.map((field) => ({ ...field, description: '' }));
	const ttlMs = draft.ttlMs ?? null;
	const isSame = added.length === 0 && known.ttlMs === ttlMs;
	return { group: isSame ? known : await updateGroup(ws, draft.name, { ttlMs, added }), isDraft: false };
}

/** Takes a dataset's rows into a group of the feature store. */
export async function ingestStep(context: StepContext<'ingest'>): Promise<StepAnswer> {
	const { ws, signal, onProgress } = context;
	const { from: input, group: name, entity, eventTime, ttlMs, description, ...options } = context.step.with;
	const from = await inputArtifact(context, input, 'dataset');
	const { schema, rows } = datasetMeta(from);
	const features =
		options.features ?? schema.map((field) => field.name).filter((column) => ![...entity, eventTime].includes(column));
	const { group, isDraft } = await groupOf(ws, { name, entity, eventTime, features, ttlMs, description }, schema);
	const { artifact, meta } = await ingest(ws, group, from, signal, onProgress, { isDraft });
	const batches = (await listBatches(ws, name)).map((batch) => batch.meta.batch).sort();
	const told: v.InferOutput<typeof GroupTextSchema> = { name, features: [...features], batches };
	return {
		artifacts: { dataset: from.id, batch: artifact.id },
		values: { rows, entities: meta.entities },
		texts: { group: JSON.stringify(told) }
	};
}

export async function trainingSetStep(context: StepContext<'training-set'>): Promise<StepAnswer> {
	const { ws, step, answers, signal, onProgress } = context;
	const spine = await inputArtifact(context, step.with.spine, 'dataset');
	const groups = step.with.groups.map(({ from, features }) => {
		const told = v.safeParse(GroupTextSchema, answers.get(from)?.texts['group']);
		if (!told.success)
			throw new AppError('pipeline/invalid', { where: `step ${step.id}`, reason: `'${from}' makes no feature group` });
		const { name: group, batches } = told.output;
		return { group, batches, features: features ?? told.output.features };
	});
	const spec = { name: step.with.name ?? step.id, spine, at: step.with.at, groups };
	const dataset = await trainingSet(ws, spec, signal, onProgress);
	return { artifacts: { dataset: dataset.id }, values: { rows: datasetMeta(dataset).rows }, texts: {} };
}
