import * as v from 'valibot';
import { AppError } from '$lib/core/errors';
import type { StepAnswer } from '$lib/core/pipeline/pipeline';
import type { PointInTimeGroup } from '$lib/core/feature/point-in-time';
import { datasetMeta } from '$lib/core/table/dataset';
import { joinSelect, typesOf } from './feature-join';
import { inputArtifact } from './pipeline-context';
import type { StepContext } from './pipeline-context';
import { openTable, saveTable } from './table';

const GroupTextSchema = v.pipe(
	v.string(),
	v.parseJson(),
	v.object({
		name: v.string(),
		entity: v.array(v.string()),
		eventTime: v.string(),
		features: v.array(v.string()),
		ttlMs: v.nullable(v.number())
	})
);

/** Declares a dataset's rows as the records of a group; its columns are checked against the definition. */
export async function ingestStep(context: StepContext<'ingest'>): Promise<StepAnswer> {
	const { entity, eventTime, group, ttlMs, ...options } = context.step.with;
	const from = await inputArtifact(context, options.from, 'dataset');
	const { schema, rows } = datasetMeta(from);
	const keys = [...entity, eventTime];
	const features = options.features ?? schema.map(({ name }) => name).filter((name) => !keys.includes(name));
	for (const column of [...keys, ...features])
		if (!schema.some(({ name }) => name === column)) throw new AppError('table/column-missing', { column });
	const definition: v.InferOutput<typeof GroupTextSchema> = { name: group, entity, eventTime, features, ttlMs };
	return { artifacts: { dataset: from.id }, values: { rows }, texts: { group: JSON.stringify(definition) } };
}

export async function trainingSetStep(context: StepContext<'training-set'>): Promise<StepAnswer> {
	const { ws, step, answers, signal, onProgress } = context;
	const spine = await inputArtifact(context, step.with.spine, 'dataset');
	const parents: Record<string, string> = { spine: spine.id };
	const groups: PointInTimeGroup[] = [];
	for (const { from, features } of step.with.groups) {
		const records = await inputArtifact(context, from, 'dataset');
		const definition = v.safeParse(GroupTextSchema, answers.get(from)?.texts['group']);
		if (!definition.success)
			throw new AppError('pipeline/invalid', { where: `step ${step.id}`, reason: `'${from}' makes no feature group` });
		const group = definition.output;
		parents[`group ${group.name}`] = records.id;
		groups.push({
			...group,
			features: features ?? group.features,
			writeTime: null,
			deleted: null,
			types: typesOf(datasetMeta(records).schema),
			relation: await openTable(ws, records, signal)
		});
	}
	const types = typesOf(datasetMeta(spine).schema);
	const relation = await openTable(ws, spine, signal);
	const select = await joinSelect(ws, { relation, types, at: step.with.at }, groups, {}, signal);
	const options = { name: step.with.name ?? step.id, parents, type: 'training-set' } as const;
	const dataset = await saveTable(ws, select, options, signal, onProgress);
	return { artifacts: { dataset: dataset.id }, values: { rows: datasetMeta(dataset).rows }, texts: {} };
}
