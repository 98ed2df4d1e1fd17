import type { LeafRows } from './tree-work';

/** The share of `count` things that falls to one of `size` threads: [from, to), cut at multiples of `unit`. */
export function shareOf(thread: number, size: number, count: number, unit = 1): { from: number; to: number } {
	const cut = (place: number) => Math.min(count, Math.round((place * count) / size / unit) * unit);
	return { from: cut(thread), to: thread === size - 1 ? count : cut(thread + 1) };
}

/** What is summed in floats is summed block by block, so that the sum is the same whoever takes which. */
const blockRows = 4096;

/** Rows cut into blocks. */
export function blocksOf({ begin, count }: LeafRows): LeafRows[] {
	const blocks: LeafRows[] = [];
	for (let from = 0; from < count; from += blockRows)
		blocks.push({ begin: begin + from, count: Math.min(blockRows, count - from) });
	return blocks;
}
