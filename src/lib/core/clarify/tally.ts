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

/** One facet against the rest, as a flat table of counts: what every metric is computed from, and what is resampled. */
export interface FacetTable {
	readonly cells: readonly {
		readonly facet: boolean;
		readonly label: boolean;
		readonly predicted: boolean | null;
		readonly group: string | null;
	}[];
	/** One count a cell. */
	readonly counts: Float64Array;
	readonly groups: readonly string[];
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
		const rows = [true, false].flatMap((facet) =>
			said.flatMap((cell, at) => {
				const count = (facet ? inside : rest)[at] ?? 0;
				return count === 0 ? [] : [{ cell: { facet, ...cell }, count }];
			})
		);
		return {
			cells: rows.map(({ cell }) => cell),
			counts: Float64Array.from(rows, ({ count }) => count),
			groups: [...new Set(said.flatMap(({ group: value }) => (value === null ? [] : [value])))]
		};
	};
}

export function tallySide(table: FacetTable, facet: boolean, counts: Float64Array = table.counts): SideTally {
	const tally = { n: 0, positive: 0, predicted: 0, tp: 0, fp: 0, fn: 0, tn: 0 };
	table.cells.forEach((cell, at) => {
		if (cell.facet !== facet) return;
		const count = counts[at] ?? 0;
		tally.n += count;
		if (cell.label) tally.positive += count;
		if (cell.predicted === null) return;
		tally.predicted += count;
		if (cell.predicted) tally[cell.label ? 'tp' : 'fp'] += count;
		else tally[cell.label ? 'fn' : 'tn'] += count;
	});
	return tally;
}
