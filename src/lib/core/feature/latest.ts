import * as v from 'valibot';
import type { Cell } from '../table/columns';
import { compareRecords } from './record';

const CellSchema = v.nullable(v.union([v.number(), v.string()]));

/** The newest record of an entity: when it happened and was written (milliseconds), the batch and row it came from, its features in order. */
export const LatestRecordSchema = v.object({
	event: v.number(),
	write: v.nullable(v.number()),
	batch: v.string(),
	place: v.number(),
	deleted: v.boolean(),
	values: v.array(CellSchema)
});
export type LatestRecord = v.InferOutput<typeof LatestRecordSchema>;

/** Some entities of a group, by their key. */
export const LatestPageSchema = v.object({
	schemaVersion: v.literal(1),
	entities: v.record(v.string(), LatestRecordSchema)
});
export type LatestPage = Readonly<Record<string, LatestRecord>>;

/** The key of an entity as text: 7 and '7' are the same entity. */
export function entityKey(cells: readonly Cell[]): string {
	return JSON.stringify(cells.map((cell) => (cell === null ? null : String(cell))));
}

/** Which page holds an entity: FNV-1a, 32 bits, over its key. */
export function pageOf(key: string, pages: number): number {
	let hash = 0x811c9dc5;
	for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
	return (hash >>> 0) % pages;
}

const entitiesAPage = 512;
const fewestPages = 16;

/** How many pages so many entities want: a power of four, so that pages are seldom dealt out again. */
export function pagesFor(entities: number): number {
	let pages = fewestPages;
	while (pages * entitiesAPage < entities) pages *= 4;
	return pages;
}

/**
 * A page with further records. The newest event time wins, of equal ones the newest write time, then the batch and row: whatever the order
 * in which records arrive, the page comes out the same.
 */
export function mergeLatest(page: LatestPage, records: Iterable<readonly [string, LatestRecord]>): LatestPage {
	const merged = new Map(Object.entries(page));
	for (const [key, record] of records) {
		const kept = merged.get(key);
		if (!kept || compareLatest(record, kept) > 0) merged.set(key, record);
	}
	return Object.fromEntries(merged);
}

function compareLatest(a: LatestRecord, b: LatestRecord): number {
	if (a.batch === b.batch) return compareRecords(a, b) || a.place - b.place;
	return compareRecords(a, b) || (a.batch < b.batch ? -1 : 1);
}
