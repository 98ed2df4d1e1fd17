import { AppError } from '$lib/core/errors';
import type { FeatureBatch } from '$lib/core/feature/batch';
import type { FeatureGroup } from '$lib/core/feature/group';
import { compareText, keyParts, keyPrefix, keyText } from '$lib/core/feature/key';
import { placeOf, recordIn, type LatestRecord } from '$lib/core/feature/latest';
import { noLatest, pageAt, type Latest } from '$lib/core/feature/page-list';
import type { Workspace } from '$lib/core/ports';
import type { Cell } from '$lib/core/table/columns';
import { listBatches } from './feature';
import { newestOf } from './feature-batch';
import { mergeLatest } from './feature-merge';
import { forgetLatest, latestChange, openPage, readLatest } from './feature-pages';

/** What is latest of a group, read from its history where the project came without it. */
export async function openLatest(workspace: Workspace, group: FeatureGroup): Promise<Latest> {
	return (await readLatest(workspace, group.name)) ?? rebuildLatest(workspace, group);
}

/** What is latest of the records of some batches. */
export async function latestOf(
	workspace: Workspace,
	group: FeatureGroup,
	batches: readonly FeatureBatch[],
	signal?: AbortSignal
): Promise<Latest> {
	let latest = noLatest;
	for (const batch of batches)
		({ latest } = await mergeLatest(workspace, group, latest, await newestOf(workspace, group, batch), signal));
	return latest;
}

/** Reads a group's whole history again for what is latest. */
async function rebuildLatest(workspace: Workspace, group: FeatureGroup): Promise<Latest> {
	const latest = await latestOf(workspace, group, await listBatches(workspace, group.name));
	// pages as they were kept before 0.2
	const old = `feature-latest/${group.name}`;
	const { catalog, project } = workspace;
	const pages = await catalog.list(project, old);
	await catalog.write([
		...pages.map(({ key }) => ({ delete: { project, collection: old, key } })),
		latestChange(workspace, group.name, latest)
	]);
	forgetLatest(workspace, group.name);
	return latest;
}

/** Works on what is latest; where a page of it is gone it is made again from the history, once. */
async function withLatest<T>(
	workspace: Workspace,
	group: FeatureGroup,
	work: (latest: Latest) => Promise<T>
): Promise<T> {
	const latest = await openLatest(workspace, group);
	try {
		return await work(latest);
	} catch (error) {
		if (!(error instanceof AppError) || error.code !== 'storage/blob-missing') throw error;
		return work(await rebuildLatest(workspace, group));
	}
}

/** How many entities a group knows, those that are gone included. */
export async function countEntities(workspace: Workspace, group: FeatureGroup): Promise<number> {
	return (await openLatest(workspace, group)).entities;
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

/** The latest stored features of entities, in their order; null for those the group does not know. */
export async function getLatest(
	workspace: Workspace,
	group: FeatureGroup,
	keys: readonly (readonly Cell[])[]
): Promise<(LatestFeatures | null)[]> {
	return withLatest(workspace, group, async ({ pages }) => {
		const now = workspace.clock.now();
		const found: (LatestFeatures | null)[] = [];
		for (const key of keys) {
			const text = keyText(group.entity, key);
			const entry = pages[pageAt(pages, text)];
			const page = entry && (await openPage(workspace, entry.blob));
			const row = page ? placeOf(page, text) : 0;
			found.push(
				page?.keys[row] === text ? latestFeatures(group, key, recordIn(page, row, group.features), now) : null
			);
		}
		return found;
	});
}

function latestFeatures(
	{ ttlMs }: FeatureGroup,
	key: readonly Cell[],
	{ event, write, deleted, values }: LatestRecord,
	now: number
): LatestFeatures {
	return { key, event, write, isDeleted: deleted, isExpired: ttlMs !== null && now - event > ttlMs, values };
}

/** Which entities to go through, in the order of their keys as text; whole keys, but for `prefix`, whose last part may be cut short. */
export interface ScanRange {
	readonly from?: readonly Cell[];
	/** This one included. */
	readonly to?: readonly Cell[];
	readonly prefix?: readonly string[];
	/** Where the scan before ended: its `next`. */
	readonly after?: string;
	readonly limit: number;
	/** Those that are gone are passed over unless asked for. */
	readonly withDeleted?: boolean;
}

export interface Scanned {
	readonly entities: readonly LatestFeatures[];
	/** Goes on from here; null at the end. */
	readonly next: string | null;
}

/** Goes through the latest features of a group's entities, page by page. */
export async function scanLatest(workspace: Workspace, group: FeatureGroup, range: ScanRange): Promise<Scanned> {
	const { entity } = group;
	const prefix = keyPrefix(entity, range.prefix ?? []);
	const starts = [prefix, ...(range.from ? [keyText(entity, range.from)] : []), range.after ?? ''];
	const start = starts.reduce((a, b) => (compareText(a, b) >= 0 ? a : b));
	const last = range.to && keyText(entity, range.to);
	const isPast = (key: string) => !key.startsWith(prefix) || (last !== undefined && compareText(key, last) > 0);
	return withLatest(workspace, group, async ({ pages }) => {
		const now = workspace.clock.now();
		const entities: LatestFeatures[] = [];
		let reached: string | null = null;
		for (let at = Math.max(0, pageAt(pages, start)); at < pages.length; at++) {
			const page = await openPage(workspace, pages[at]?.blob ?? '');
			for (let row = placeOf(page, start); row < page.keys.length; row++) {
				const key = page.keys[row] ?? '';
				if (key === range.after) continue;
				if (isPast(key)) return { entities, next: null };
				if (entities.length === range.limit) return { entities, next: reached };
				reached = key;
				const record = recordIn(page, row, group.features);
				if (record.deleted && !range.withDeleted) continue;
				entities.push(latestFeatures(group, keyParts(key, entity.length), record, now));
			}
		}
		return { entities, next: null };
	});
}
