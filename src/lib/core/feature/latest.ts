import * as v from 'valibot';
import { AppError } from '../errors';
import type { Cell } from '../table/columns';
import { compareRecords } from './record';

const CellSchema = v.nullable(v.union([v.number(), v.string()]));

/** The newest record of an entity: when it happened and was written (milliseconds), the batch and row it came from, its features in order. */
export interface LatestRecord {
	readonly event: number;
	readonly write: number | null;
	readonly batch: string;
	readonly place: number;
	readonly deleted: boolean;
	readonly values: readonly Cell[];
}

/** Some entities of a group, by their key. */
export type LatestPage = Readonly<Record<string, LatestRecord>>;

/** A page as it is stored: a column a fact, which is a third of the bytes of a record an entity and quick to clone. */
const StoredPageSchema = v.object({
	schemaVersion: v.literal(1),
	keys: v.array(v.string()),
	event: v.array(v.number()),
	write: v.array(v.nullable(v.number())),
	batches: v.array(v.string()),
	/** Places in `batches`. */
	batch: v.array(v.number()),
	place: v.array(v.number()),
	/** Places in `keys` of the entities that are gone. */
	deleted: v.array(v.number()),
	/** A list of cells an entity. */
	values: v.array(v.array(CellSchema))
});
type StoredPage = v.InferOutput<typeof StoredPageSchema>;

export function packPage(page: LatestPage): StoredPage {
	const entries = Object.entries(page);
	const batches = [...new Set(entries.map(([, { batch }]) => batch))].sort();
	const placeOf = new Map(batches.map((batch, place) => [batch, place]));
	return {
		schemaVersion: 1,
		keys: entries.map(([key]) => key),
		event: entries.map(([, { event }]) => event),
		write: entries.map(([, { write }]) => write),
		batches,
		batch: entries.map(([, { batch }]) => placeOf.get(batch) ?? 0),
		place: entries.map(([, { place }]) => place),
		deleted: entries.flatMap(([, { deleted }], at) => (deleted ? [at] : [])),
		values: entries.map(([, { values }]) => [...values])
	};
}

/** Reads a stored page. Errors: project/invalid, when its columns do not fit together. */
export function unpackPage(stored: unknown): LatestPage {
	const parsed = v.safeParse(StoredPageSchema, stored);
	if (!parsed.success) throw new AppError('project/invalid', { reason: parsed.issues[0].message });
	const { keys, event, write, batches, batch, place, values } = parsed.output;
	const deleted = new Set(parsed.output.deleted);
	return Object.fromEntries(
		keys.map((key, at): [string, LatestRecord] => {
			const [when, written, row, cells] = [event[at], write[at], place[at], values[at]];
			const from = batches[batch[at] ?? -1];
			if (when === undefined || written === undefined || row === undefined || !cells || from === undefined)
				throw new AppError('project/invalid', { reason: `a page of features breaks off at ${key}` });
			return [key, { event: when, write: written, batch: from, place: row, deleted: deleted.has(at), values: cells }];
		})
	);
}

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
