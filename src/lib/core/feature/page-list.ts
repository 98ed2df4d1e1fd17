import * as v from 'valibot';
import { compareText } from './key';

const PageSchema = v.object({ from: v.string(), blob: v.string(), entities: v.number() });

/**
 * What is latest of a group: pages in the order of the entities' keys, each a table in the blob store. `from` is the least key that a
 * page may hold, of the first one ''. Pages never change: one that would is written anew.
 */
export const LatestSchema = v.object({
	schemaVersion: v.literal(2),
	entities: v.number(),
	pages: v.array(PageSchema)
});
export type Latest = v.InferOutput<typeof LatestSchema>;
export type PageEntry = v.InferOutput<typeof PageSchema>;

export const noLatest: Latest = { schemaVersion: 2, entities: 0, pages: [] };

/** Place of the page that may hold a key; -1 where there is no page. */
export function pageAt(pages: readonly PageEntry[], key: string): number {
	let [low, high] = [0, pages.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (compareText(pages[middle]?.from ?? '', key) <= 0) low = middle + 1;
		else high = middle;
	}
	return low - 1;
}
