import * as v from 'valibot';
import type { FeatureGroup } from '$lib/core/feature/group';
import {
	entityKey,
	mergeLatest,
	packPage,
	pageOf,
	pagesFor,
	unpackPage,
	type LatestPage,
	type LatestRecord
} from '$lib/core/feature/latest';
import type { Json } from '$lib/core/json';
import type { CatalogChange, Workspace } from '$lib/core/ports';
import type { Cell } from '$lib/core/table/columns';

export const stateCollection = 'feature-state';
export const latestCollection = (group: string): string => `feature-latest/${group}`;

const StateSchema = v.object({ schemaVersion: v.literal(1), pages: v.number(), entities: v.number() });

async function readState({ catalog, project }: Workspace, group: string): Promise<{ pages: number; entities: number }> {
	const value = await catalog.get(project, stateCollection, group);
	return value === undefined ? { pages: 0, entities: 0 } : v.parse(StateSchema, value);
}

async function readPage({ catalog, project }: Workspace, group: string, page: number): Promise<LatestPage> {
	const value = await catalog.get(project, latestCollection(group), String(page));
	return value === undefined ? {} : unpackPage(value);
}

/** How many entities a group knows, those that are gone included. */
export async function countEntities(workspace: Workspace, group: string): Promise<number> {
	return (await readState(workspace, group)).entities;
}

/** The changes that bring records into a group's latest pages; only pages they touch, unless there are too few pages by now. */
export async function latestChanges(
	workspace: Workspace,
	group: string,
	records: readonly (readonly [string, LatestRecord])[]
): Promise<CatalogChange[]> {
	const state = await readState(workspace, group);
	const pages = Math.max(state.pages, pagesFor(state.entities + records.length));
	const arriving = new Map<number, (readonly [string, LatestRecord])[]>();
	const deal = (entry: readonly [string, LatestRecord]) => {
		const page = pageOf(entry[0], pages);
		const list = arriving.get(page);
		if (list) list.push(entry);
		else arriving.set(page, [entry]);
	};
	records.forEach(deal);
	if (pages > state.pages)
		for (let page = 0; page < state.pages; page++) Object.entries(await readPage(workspace, group, page)).forEach(deal);
	let entities = pages > state.pages ? 0 : state.entities;
	const changes: CatalogChange[] = [];
	const put = (collection: string, key: string, value: Json) =>
		changes.push({ put: { project: workspace.project, collection, key, value } });
	for (const [page, list] of arriving) {
		const before = pages > state.pages ? {} : await readPage(workspace, group, page);
		const after = mergeLatest(before, list);
		entities += Object.keys(after).length - Object.keys(before).length;
		put(latestCollection(group), String(page), packPage(after));
	}
	put(stateCollection, group, { schemaVersion: 1, pages, entities });
	return changes;
}

/** What is known now of an entity. */
export interface LatestFeatures {
	readonly key: readonly Cell[];
	/** Milliseconds since 1970, or the group's own numbers. */
	readonly event: number;
	readonly write: number | null;
	/** The entity is gone: its features are missing. */
	readonly isDeleted: boolean;
	/** Older than the group's TTL. */
	readonly isExpired: boolean;
	readonly values: Readonly<Record<string, Cell>>;
}

/** The latest features of entities, in their order; null for those the group does not know. */
export async function getLatest(
	workspace: Workspace,
	group: FeatureGroup,
	keys: readonly (readonly Cell[])[]
): Promise<(LatestFeatures | null)[]> {
	const { pages } = await readState(workspace, group.name);
	const now = workspace.clock.now();
	const read = new Map<number, LatestPage>();
	const found: (LatestFeatures | null)[] = [];
	for (const key of keys) {
		const text = entityKey(key);
		const page = pages === 0 ? 0 : pageOf(text, pages);
		let entities = read.get(page);
		if (!entities) read.set(page, (entities = await readPage(workspace, group.name, page)));
		const record = Object.hasOwn(entities, text) ? entities[text] : undefined;
		found.push(record ? latestFeatures(group, key, record, now) : null);
	}
	return found;
}

function latestFeatures(group: FeatureGroup, key: readonly Cell[], record: LatestRecord, now: number): LatestFeatures {
	const { event, write, deleted, values } = record;
	return {
		key,
		event,
		write,
		isDeleted: deleted,
		isExpired: group.ttlMs !== null && now - event > group.ttlMs,
		values: Object.fromEntries(group.features.map(({ name }, at) => [name, deleted ? null : (values[at] ?? null)]))
	};
}
