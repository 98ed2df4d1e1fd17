import { AppError } from '$lib/core/errors';
import type { FeatureBatch } from '$lib/core/feature/batch';
import { computations, type Computation } from '$lib/core/feature/computed';
import { familyOf, missingSql } from '$lib/core/feature/family';
import type { FeatureGroup } from '$lib/core/feature/group';
import { timeMeasure, type PointInTimeGroup } from '$lib/core/feature/point-in-time';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { datasetMeta } from '$lib/core/table/dataset';
import type { Field, Kind, TableSchema } from '$lib/core/table/schema';
import { sqlName, sqlValue } from '$lib/core/table/sql';
import { describeRelation } from './describe';
import { getGroup, listBatches } from './feature';
import { joinSelect, typesOf } from './feature-join';
import { kindsOf, openTable, saveTable } from './table';

/** The write time in a group's history. */
export const writeColumn = 'temoto write';

/**
 * All records of a group as one relation, in an order that does not depend on which batch came first: columns keep their names, and
 * `temoto write` is the write time, that of the ingest where no column has one.
 */
export async function openHistory(
	workspace: Workspace,
	group: FeatureGroup,
	batches: readonly FeatureBatch[],
	signal?: AbortSignal
): Promise<string> {
	const [first] = batches;
	if (!first) throw new AppError('feature/group-empty', { group: group.name });
	const calendar = timeMeasure(group.eventTime.type) === 'calendar';
	const keys = new Set(group.entity.map(({ name }) => name));
	const typed = new Map([...group.entity, group.eventTime, ...group.features].map(({ name, type }) => [name, type]));
	const columns = [...new Set([...typed.keys(), ...(group.deleted === null ? [] : [group.deleted])])];
	const parts: string[] = [];
	const ordered = [...batches].sort((a, b) => (a.meta.batch < b.meta.batch ? -1 : 1));
	for (const [place, { artifact, meta }] of ordered.entries()) {
		const relation = await openTable(workspace, artifact, signal);
		const types = typesOf(meta.schema);
		// a column of another family than the group's has no value in this batch
		const column = (name: string, wanted: string) => {
			const type = types[name];
			const isOwn = type !== undefined && (keys.has(name) || familyOf(type) === familyOf(wanted));
			return isOwn ? sqlName(name) : missingSql(wanted);
		};
		const written = calendar
			? `make_timestamp(CAST(${sqlValue(meta.writtenAt)} AS BIGINT) * 1000)`
			: sqlValue(meta.writtenAt);
		const list = [
			...columns.map((name) => `${column(name, typed.get(name) ?? types[name] ?? 'BOOLEAN')} AS ${sqlName(name)}`),
			`${group.writeTime ? column(group.writeTime.name, group.writeTime.type) : written} AS ${sqlName(writeColumn)}`,
			`${place} AS "temoto batch"`,
			'row_number() OVER () AS "temoto place"'
		];
		parts.push(`SELECT ${list.join(', ')} FROM ${relation}`);
	}
	return `(SELECT * EXCLUDE ("temoto batch", "temoto place") FROM (${parts.join(' UNION ALL BY NAME ')}) ORDER BY "temoto batch", "temoto place")`;
}

export interface TrainingSetSpec {
	readonly name: string;
	/** Rows with the groups' entity keys, a time, and whatever is to be learned. */
	readonly spine: Artifact;
	readonly at: string;
	readonly groups: readonly {
		readonly group: string;
		readonly features?: readonly string[];
		/** Only these batches of its history, by their hashes; all when left out. */
		readonly batches?: readonly string[];
	}[];
	/** What was written down after the time of a row did not exist yet. */
	readonly asKnown?: boolean;
}

/** The computed features of a group that are wanted, over its records' types and what the spine tells. Errors: recipe/formula-invalid. */
export function computationsFor(
	group: FeatureGroup,
	wanted: readonly string[],
	types: Readonly<Record<string, string>>,
	spine: TableSchema
): Computation[] {
	const ofType = (field: Field): Field => ({ ...field, type: types[field.name] ?? field.type });
	const told = group.request.map((field) => spine.find(({ name }) => name === field.name) ?? field);
	const computed = group.computed.filter(({ name }) => wanted.includes(name));
	return computations(computed, group.features.map(ofType), told);
}

/** Joins groups to a spine point in time and keeps the answer as a training set, made from the spine and the batches it read. */
export async function trainingSet(
	workspace: Workspace,
	spec: TrainingSetSpec,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Artifact> {
	const { schema } = datasetMeta(spec.spine);
	const parents: Record<string, string> = { spine: spec.spine.id };
	const kinds: Record<string, Kind> = kindsOf(schema);
	const groups: PointInTimeGroup[] = [];
	for (const asked of spec.groups) {
		const group = await getGroup(workspace, asked.group);
		const history = await listBatches(workspace, group.name);
		const batches = history.filter(({ meta }) => asked.batches?.includes(meta.batch) ?? true);
		const relation = await openHistory(workspace, group, batches, signal);
		batches.forEach(({ artifact }, place) => (parents[`group ${group.name} ${place + 1}`] = artifact.id));
		const types = typesOf(await describeRelation(workspace, relation, {}, signal));
		const wanted = asked.features ?? [...group.features, ...group.computed].map(({ name }) => name);
		for (const { name, kind } of group.features) kinds[`${group.name}__${name}`] = kind;
		groups.push({
			name: group.name,
			relation,
			types,
			entity: group.entity.map(({ name }) => name),
			eventTime: group.eventTime.name,
			writeTime: writeColumn,
			deleted: group.deleted,
			features: wanted.filter((name) => !group.computed.some((one) => one.name === name)),
			computed: computationsFor(group, wanted, types, schema),
			ttlMs: group.ttlMs
		});
	}
	const spine = { relation: await openTable(workspace, spec.spine, signal), types: typesOf(schema), at: spec.at };
	const select = await joinSelect(workspace, spine, groups, { asKnown: spec.asKnown ?? false }, signal);
	return saveTable(workspace, select, { name: spec.name, parents, kinds, type: 'training-set' }, signal, onProgress);
}
