import * as v from 'valibot';
import { AppError } from '$lib/core/errors';
import { readBatch, type FeatureBatch } from '$lib/core/feature/batch';
import { checkComputed } from '$lib/core/feature/computed';
import {
	GroupSchema,
	type ComputedFeature,
	type Feature,
	type FeatureGroup,
	type GroupSource
} from '$lib/core/feature/group';
import { definitionChanges, type DefinitionReturn } from '$lib/core/feature/version';
import { toJson, type Json } from '$lib/core/json';
import type { CatalogChange, Workspace } from '$lib/core/ports';
import type { Field, TableSchema } from '$lib/core/table/schema';
import { listArtifacts } from './artifact';
import { forgetLatest } from './feature-pages';
import { stateCollection } from './feature-state';

const collection = 'feature-group';
const versions = 'feature-group-version';

function readGroup(value: Json, key: string): FeatureGroup {
	const parsed = v.safeParse(GroupSchema, value);
	if (!parsed.success) throw new AppError('project/invalid', { group: key, reason: parsed.issues[0].message });
	return parsed.output;
}

/** Which columns of a table play which part in a group to be made. */
export interface GroupDraft {
	readonly name: string;
	readonly entity: readonly string[];
	readonly eventTime: string;
	readonly writeTime?: string | null;
	readonly deleted?: string | null;
	readonly ttlMs?: number | null;
	/** Left out: every column without another part. */
	readonly features?: readonly string[];
	readonly description?: string;
	readonly owner?: string;
	readonly tags?: readonly string[];
	readonly descriptions?: Readonly<Record<string, string>>;
	readonly computed?: readonly ComputedFeature[];
	readonly request?: readonly Field[];
	readonly source?: GroupSource | null;
}

/**
 * A group whose keys, times and features have the types of a table's columns, for the ingest that keeps it with its first rows.
 * Errors: table/column-missing, feature/group-exists, feature/group-invalid, recipe/formula-invalid.
 */
export async function draftGroup(workspace: Workspace, draft: GroupDraft, schema: TableSchema): Promise<FeatureGroup> {
	const { catalog, project, clock } = workspace;
	const field = (column: string) => {
		const found = schema.find(({ name }) => name === column);
		if (!found)
			throw new AppError('table/column-missing', { column, columns: schema.map(({ name }) => name).join(', ') });
		return { ...found };
	};
	await mustBeNew({ catalog, project }, draft.name);
	const { writeTime = null, deleted = null } = draft;
	const parts = new Set([...draft.entity, draft.eventTime, writeTime, deleted]);
	const features = draft.features ?? schema.map(({ name }) => name).filter((name) => !parts.has(name));
	if (deleted !== null) field(deleted);
	const now = clock.now();
	const parsed = v.safeParse(GroupSchema, {
		schemaVersion: 1,
		name: draft.name,
		version: 1,
		description: draft.description ?? '',
		owner: draft.owner ?? '',
		tags: [...(draft.tags ?? [])],
		entity: draft.entity.map(field),
		eventTime: field(draft.eventTime),
		writeTime: writeTime === null ? null : field(writeTime),
		deleted,
		ttlMs: draft.ttlMs ?? null,
		features: features.map((name) => ({ ...field(name), description: draft.descriptions?.[name] ?? '' })),
		computed: [...(draft.computed ?? [])],
		request: [...(draft.request ?? [])],
		source: draft.source ?? null,
		createdAt: now,
		changedAt: now
	});
	if (!parsed.success)
		throw new AppError('feature/group-invalid', { group: draft.name, reason: parsed.issues[0].message });
	checkComputed(parsed.output);
	return parsed.output;
}

/** Makes a group that has no rows yet; its draft is as in `draftGroup`. */
export async function createGroup(workspace: Workspace, draft: GroupDraft, schema: TableSchema): Promise<FeatureGroup> {
	const group = await draftGroup(workspace, draft, schema);
	await workspace.catalog.write([groupChange(workspace.project, group)]);
	return group;
}

/** Errors: feature/group-exists. */
export async function mustBeNew(
	{ catalog, project }: Pick<Workspace, 'catalog' | 'project'>,
	name: string
): Promise<void> {
	if ((await catalog.get(project, collection, name)) !== undefined)
		throw new AppError('feature/group-exists', { group: name });
}

/** The change that keeps a group's definition as it is. */
export function groupChange(project: string, group: FeatureGroup): CatalogChange {
	return { put: { project, collection, key: group.name, value: toJson(group) } };
}

/** Groups by name. */
export async function listGroups({ catalog, project }: Workspace): Promise<FeatureGroup[]> {
	const records = await catalog.list(project, collection);
	return records.map(({ key, value }) => readGroup(value, key)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

export async function getGroup({ catalog, project }: Workspace, name: string): Promise<FeatureGroup> {
	const value = await catalog.get(project, collection, name);
	if (value === undefined) throw new AppError('feature/group-missing', { group: name });
	return readGroup(value, name);
}

/** What is left out stays as it is. */
export type GroupChange = Partial<DefinitionReturn>;

/**
 * Changes a definition: a new version, the one before it is kept; what is the same makes none. Errors: feature/group-invalid,
 * recipe/formula-invalid, table/column-duplicate.
 */
export async function updateGroup(workspace: Workspace, name: string, change: GroupChange): Promise<FeatureGroup> {
	const { catalog, project, clock } = workspace;
	const before = await getGroup(workspace, name);
	const { descriptions = {}, added = [], removed = [], ...rest } = change;
	const describe = <T extends Feature | ComputedFeature>(one: T): T => ({
		...one,
		description: descriptions[one.name] ?? one.description
	});
	const changed = {
		...before,
		...rest,
		features: [
			...before.features.filter((one) => !removed.includes(one.name)).map(describe),
			...added.filter((one) => !before.features.some((kept) => kept.name === one.name))
		],
		computed: (rest.computed ?? before.computed).map(describe)
	};
	if (definitionChanges(before, changed).length === 0) return before;
	const parsed = v.safeParse(GroupSchema, { ...changed, version: before.version + 1, changedAt: clock.now() });
	if (!parsed.success) throw new AppError('feature/group-invalid', { group: name, reason: parsed.issues[0].message });
	const group = parsed.output;
	checkComputed(group);
	await catalog.write(versionChanges(project, before, group));
	return group;
}

/** Every version of a group's definition, the newest first. */
export async function listVersions(workspace: Workspace, name: string): Promise<FeatureGroup[]> {
	const { catalog, project } = workspace;
	const newest = await getGroup(workspace, name);
	const found: FeatureGroup[] = [newest];
	for (let version = newest.version - 1; version > 0; version--) {
		const key = `${name}@${version}`;
		const value = await catalog.get(project, versions, key);
		if (value !== undefined) found.push(readGroup(value, key));
	}
	return found;
}

/** The changes that put a group's next version in the place of the one before, which is kept. */
export function versionChanges(project: string, before: FeatureGroup, after: FeatureGroup): CatalogChange[] {
	const { name } = before;
	return [
		{ put: { project, collection: versions, key: `${name}@${before.version}`, value: toJson(before) } },
		groupChange(project, after)
	];
}

/** The batches of a group, newest first. */
export async function listBatches(workspace: Workspace, name: string): Promise<FeatureBatch[]> {
	const artifacts = await listArtifacts(workspace, 'feature-batch');
	return artifacts.flatMap((artifact) => {
		const batch = readBatch(artifact);
		return batch && batch.meta.group === name ? [batch] : [];
	});
}

/** Forgets a group with its records; the answer puts all of it back. Training sets made from it stay. */
export async function deleteGroup(workspace: Workspace, name: string): Promise<() => Promise<void>> {
	const { catalog, project } = workspace;
	await getGroup(workspace, name);
	const batches = new Set((await listBatches(workspace, name)).map(({ artifact }) => artifact.id));
	const own = (await catalog.all(project)).filter(
		({ collection: place, key }) =>
			((place === collection || place === stateCollection) && key === name) ||
			(place === versions && key.startsWith(`${name}@`)) ||
			(place === 'artifact' && batches.has(key))
	);
	await catalog.write(own.map(({ collection: place, key }) => ({ delete: { project, collection: place, key } })));
	forgetLatest(workspace, name);
	return async () => {
		await catalog.write(own.map((put): CatalogChange => ({ put })));
		forgetLatest(workspace, name);
	};
}
