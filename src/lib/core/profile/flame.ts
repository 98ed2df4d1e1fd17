import type { Profile } from './profile';

/** The spans of one worker on one level, in time: none overlaps the next. */
export interface FlameRow {
	readonly worker: number;
	readonly level: number;
	/** Places among the columns of the profile. */
	readonly places: Int32Array;
	readonly starts: Float64Array;
	readonly ends: Float64Array;
}

export interface Flame {
	/** By worker, then by level. */
	readonly rows: readonly FlameRow[];
	/** The span that each span lies in, or -1. */
	readonly parents: Int32Array;
	/** All spans by worker, then in time, the outer before the inner. */
	readonly order: readonly number[];
}

/** Lays the spans of a profile out in rows, so that what is on screen is found by halving. */
export function layOutFlame({ spans, workers }: Profile): Flame {
	const { worker, level, start, end } = spans;
	const isOver = (above: number, place: number) =>
		(end[above] ?? 0) <= (start[place] ?? 0) && (end[above] ?? 0) < (end[place] ?? 0);
	const order = Array.from(worker.keys()).sort(
		(a, b) =>
			(worker[a] ?? 0) - (worker[b] ?? 0) || (start[a] ?? 0) - (start[b] ?? 0) || (level[a] ?? 0) - (level[b] ?? 0)
	);
	const rows: FlameRow[] = [];
	const parents = new Int32Array(worker.length).fill(-1);
	workers.forEach((_, row) => {
		const own = order.filter((place) => worker[place] === row);
		const open: number[] = [];
		for (const place of own) {
			const depth = level[place] ?? 0;
			let above = open.at(-1);
			while (above !== undefined && ((level[above] ?? 0) >= depth || isOver(above, place))) {
				open.pop();
				above = open.at(-1);
			}
			parents[place] = above ?? -1;
			open.push(place);
		}
		const deepest = own.reduce((most, place) => Math.max(most, level[place] ?? 0), -1);
		for (let depth = 0; depth <= deepest; depth++) {
			const places = own.filter((place) => level[place] === depth);
			rows.push({
				...{ worker: row, level: depth, places: Int32Array.from(places) },
				starts: Float64Array.from(places, (place) => start[place] ?? 0),
				ends: Float64Array.from(places, (place) => end[place] ?? 0)
			});
		}
	});
	return { rows, parents, order };
}

/** The first place in ascending `values` whose value is above `limit`; their count when none is. */
export function firstAbove(values: Float64Array, limit: number, from = 0): number {
	let low = from;
	let high = values.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((values[middle] ?? 0) > limit) high = middle;
		else low = middle + 1;
	}
	return low;
}

/** How many spans of a box are looked at to find the longest, which gives the box its colour. */
const mostLookedAt = 32;

/**
 * Tells the boxes of a row between two times, `pixel` being the time a pixel stands for: spans narrower than a pixel are drawn as one box
 * together with those in the same pixel, so there are never more boxes than pixels. `at` is a place in the row: the span's, or the
 * longest one's of `count` spans.
 */
export function eachBox(
	row: FlameRow,
	from: number,
	to: number,
	pixel: number,
	draw: (start: number, end: number, at: number, count: number) => void
): void {
	const { starts, ends } = row;
	let at = firstAbove(ends, from);
	while (at < starts.length && (starts[at] ?? 0) < to) {
		const start = starts[at] ?? 0;
		const end = ends[at] ?? 0;
		if (end - start >= pixel) {
			draw(start, end, at, 1);
			at += 1;
			continue;
		}
		const next = Math.max(at + 1, firstAbove(ends, start + pixel, at));
		let longest = at;
		for (let other = at; other < next && other < at + mostLookedAt; other++)
			if ((ends[other] ?? 0) - (starts[other] ?? 0) > (ends[longest] ?? 0) - (starts[longest] ?? 0)) longest = other;
		draw(start, ends[next - 1] ?? end, longest, next - at);
		at = next;
	}
}

/** The place in a row of the span at a time, or the nearest within `reach`; -1 when there is none. */
export function placeAt({ starts, ends }: FlameRow, time: number, reach = 0): number {
	const at = firstAbove(ends, time);
	if (at < starts.length && (starts[at] ?? Infinity) <= time + reach) return at;
	return at > 0 && time - (ends[at - 1] ?? -Infinity) <= reach ? at - 1 : -1;
}
