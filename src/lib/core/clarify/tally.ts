import type { CountCell } from './counts';

/** Rows of one side: how many with a positive and a negative label, and the confusion of those that have a prediction. */
export interface SideTally {
	readonly n: number;
	readonly positive: number;
	/** Rows with a prediction. */
	readonly predicted: number;
	readonly tp: number;
	readonly fp: number;
	readonly fn: number;
	readonly tn: number;
}

/** The two sides of one facet. */
export interface Tallies {
	readonly facet: SideTally;
	readonly rest: SideTally;
}

/** One facet against the rest, as a flat table of counts: what every metric is computed from, and what is resampled. */
export interface FacetTable {
	/** One count a cell. */
	readonly counts: Float64Array;
	/** What a cell says: `saidPlace` of its side, label and prediction. */
	readonly said: Uint8Array;
	/** The place of a cell's group, -1 where it has none. */
	readonly group: Int32Array;
	readonly groups: number;
}

/** Labels by predictions: none, negative, positive. */
const outcomes = 6;

function saidPlace(isFacet: boolean, label: boolean, predicted: boolean | null): number {
	return (isFacet ? outcomes : 0) + (label ? 3 : 0) + (predicted === null ? 0 : predicted ? 2 : 1);
}

/** Places of what is said of a row of either side, as `conditionalDisparity` sums them. */
export const isFacetPlace = (place: number) => place >= outcomes;

/** 1 where the outcome is positive, 0 where it is not, -1 where there is none. */
export function outcomeAt(place: number, of: 'label' | 'predicted'): number {
	const outcome = place % outcomes;
	return of === 'label' ? Number(outcome >= 3) : (outcome % 3) - 1;
}

/** Counts of cells by what they say of a row, for one group and for everyone else. */
export interface Sides<Said> {
	readonly said: readonly Said[];
	readonly inside: Float64Array;
	readonly rest: Float64Array;
}

/**
 * Sums the cells of a facet by what `say` reads from them, null for cells to leave out, and gives the two sides of any group.
 * The rest is all less the group, so that a facet of many values costs as much as its cells. Cells without a facet are in the
 * rest, or left out when `dropMissing`.
 */
export function sumSides<Said>(
	cells: readonly CountCell[],
	dropMissing: boolean,
	say: (cell: CountCell) => Said | null
): (group: string) => Sides<Said> {
	const places = new Map<string, number>();
	const said: Said[] = [];
	const all: number[] = [];
	const byGroup = new Map<string, Map<number, number>>();
	for (const cell of cells) {
		const what = dropMissing && cell.facet === null ? null : say(cell);
		if (what === null) continue;
		const key = JSON.stringify(what);
		const place = places.get(key) ?? said.push(what) - 1;
		places.set(key, place);
		all[place] = (all[place] ?? 0) + cell.count;
		if (cell.facet === null) continue;
		const own = byGroup.get(cell.facet) ?? new Map<number, number>();
		byGroup.set(cell.facet, own);
		own.set(place, (own.get(place) ?? 0) + cell.count);
	}
	return (group) => {
		const inside = new Float64Array(said.length);
		for (const [place, count] of byGroup.get(group) ?? []) inside[place] = count;
		return { said, inside, rest: Float64Array.from(all, (count, at) => less(count, inside[at] ?? 0)) };
	};
}

/** Weighed counts do not add up to the last bit: what is left of a difference then is nothing. */
function less(all: number, part: number): number {
	const left = all - part;
	return Math.abs(left) <= 1e-12 * all ? 0 : left;
}

/** The table of any group against the rest. Rows without a label are left out. */
export function facetTables(cells: readonly CountCell[], dropMissing: boolean): (group: string) => FacetTable {
	const sides = sumSides(cells, dropMissing, ({ label, predicted, group }) =>
		label === null ? null : { label, predicted, group }
	);
	return (group) => {
		const { said, inside, rest } = sides(group);
		const places = new Map<string, number>();
		for (const { group: value } of said) if (value !== null && !places.has(value)) places.set(value, places.size);
		const rows = [true, false].flatMap((isFacet) =>
			said.flatMap((cell, at) => {
				const count = (isFacet ? inside : rest)[at] ?? 0;
				return count === 0 ? [] : [{ isFacet, cell, count }];
			})
		);
		return {
			counts: Float64Array.from(rows, ({ count }) => count),
			said: Uint8Array.from(rows, ({ isFacet, cell }) => saidPlace(isFacet, cell.label, cell.predicted)),
			group: Int32Array.from(rows, ({ cell }) => (cell.group === null ? -1 : (places.get(cell.group) ?? -1))),
			groups: places.size
		};
	};
}

/** Both sides of a table, or of a resample of its counts. */
export function tallySides({ said }: FacetTable, counts: Float64Array): Tallies {
	const sums = new Float64Array(2 * outcomes);
	for (let at = 0; at < said.length; at++) {
		const place = said[at] ?? 0;
		sums[place] = (sums[place] ?? 0) + (counts[at] ?? 0);
	}
	const side = (from: number): SideTally => {
		const [unknownNo = 0, tn = 0, fp = 0, unknownYes = 0, fn = 0, tp = 0] = sums.subarray(from, from + outcomes);
		const predicted = tp + fp + fn + tn;
		return { n: predicted + unknownNo + unknownYes, positive: tp + fn + unknownYes, predicted, tp, fp, fn, tn };
	};
	return { facet: side(outcomes), rest: side(0) };
}
