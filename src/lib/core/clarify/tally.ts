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

/**
 * The table of `inFacet` against the rest. Rows without a label are left out. A missing facet value counts as the rest, or
 * is left out when `dropMissing`.
 */
export function facetTable(
	cells: readonly CountCell[],
	inFacet: (facet: string) => boolean,
	dropMissing: boolean
): FacetTable {
	const byKey = new Map<string, { cell: FacetTable['cells'][number]; count: number }>();
	for (const { facet, label, predicted, group, count } of cells) {
		if (label === null || (dropMissing && facet === null)) continue;
		const inside = facet !== null && inFacet(facet);
		const key = JSON.stringify([inside, label, predicted, group]);
		const known = byKey.get(key);
		if (known) known.count += count;
		else byKey.set(key, { cell: { facet: inside, label, predicted, group }, count });
	}
	const rows = [...byKey.values()];
	return {
		cells: rows.map((row) => row.cell),
		counts: Float64Array.from(rows, (row) => row.count),
		groups: [...new Set(rows.map((row) => row.cell.group).filter((group) => group !== null))]
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
