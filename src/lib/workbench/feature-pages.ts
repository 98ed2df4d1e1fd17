import * as v from 'valibot';
import { readPage, type LatestPage } from '$lib/core/feature/latest';
import { LatestSchema, noLatest, type Latest } from '$lib/core/feature/page-list';
import type { CatalogChange, Workspace } from '$lib/core/ports';
import { toJson } from '$lib/core/json';
import { sqlName } from '$lib/core/table/sql';
import { stateCollection } from './feature-state';
import { temporaryName } from './recipe-stage';

/** What another tab ingests is seen after so many milliseconds at the latest; what this one ingests at once. */
const trustedMs = 200;
/** Cells of pages that stay in memory, about 64 MB. */
const cellsKept = 8_000_000;

interface Known {
	readonly latest: Latest | null;
	readonly until: number;
}
interface Memory {
	readonly states: Map<string, Known>;
	/** Pages by the hash of their blob, the longest unused first. */
	readonly pages: Map<string, LatestPage>;
	cells: number;
}
const memories = new WeakMap<Workspace['blobs'], Memory>();

function memoryOf({ blobs }: Workspace): Memory {
	const found = memories.get(blobs) ?? { states: new Map(), pages: new Map(), cells: 0 };
	memories.set(blobs, found);
	return found;
}
const keyOf = ({ project }: Workspace, group: string): string => `${project}/${group}`;

/** What is latest of a group; null where that is not known and has to be read from its history. */
export async function readLatest(workspace: Workspace, group: string): Promise<Latest | null> {
	const { states } = memoryOf(workspace);
	const known = states.get(keyOf(workspace, group));
	const now = workspace.clock.elapsed();
	if (known && now < known.until) return known.latest;
	const value = await workspace.catalog.get(workspace.project, stateCollection, group);
	const parsed = v.safeParse(LatestSchema, value);
	const latest = value === undefined ? noLatest : parsed.success ? parsed.output : null;
	states.set(keyOf(workspace, group), { latest, until: now + trustedMs });
	return latest;
}

/** Asks the catalogue the next time. */
export function forgetLatest(workspace: Workspace, group: string): void {
	memoryOf(workspace).states.delete(keyOf(workspace, group));
}

export function latestChange({ project }: Workspace, group: string, latest: Latest): CatalogChange {
	return { put: { project, collection: stateCollection, key: group, value: toJson(latest) } };
}

/** A page by its blob; those read before are in memory. */
export async function openPage(workspace: Workspace, blob: string): Promise<LatestPage> {
	const memory = memoryOf(workspace);
	const kept = memory.pages.get(blob);
	if (kept) {
		memory.pages.delete(blob);
		memory.pages.set(blob, kept);
		return kept;
	}
	const table = temporaryName(workspace, 'page');
	try {
		await workspace.sql.loadArrow(table, await workspace.blobs.get(blob));
		const page = readPage(await workspace.sql.query(`SELECT * FROM ${sqlName(table)}`));
		memory.pages.set(blob, page);
		memory.cells += sizeOf(page);
		for (const [oldest, old] of memory.pages) {
			if (memory.cells <= cellsKept || oldest === blob) break;
			memory.pages.delete(oldest);
			memory.cells -= sizeOf(old);
		}
		return page;
	} finally {
		await workspace.sql.execute(`DROP TABLE IF EXISTS ${sqlName(table)}`);
	}
}

function sizeOf({ keys, columns }: LatestPage): number {
	return keys.length * columns.size;
}
