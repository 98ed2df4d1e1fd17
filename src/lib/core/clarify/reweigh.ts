import type { CountCell } from './counts';
import { isMissingSql, selectionSql, type Selection } from './selector';
import { sqlName, sqlValue } from '../table/sql';
import { isNumericType, type Field } from '../table/schema';

/** The weight of every row of one group with one label. */
export interface GroupWeight {
	/** The facet's value, `1` and `0` where values were named, null for rows without one. */
	readonly facet: string | null;
	readonly label: boolean;
	readonly count: number;
	readonly weight: number;
}

/**
 * Weights that make facet and label independent, for any number of groups: P(group) P(label) / P(group, label) (Kamiran and
 * Calders 2012). The weights of all rows add up to their number wherever every group has both labels.
 */
export function reweighCounts(cells: readonly CountCell[]): GroupWeight[] {
	const joint = new Map<string, { facet: string | null; label: boolean; count: number }>();
	const groups = new Map<string | null, number>();
	const labels = new Map<boolean, number>();
	let n = 0;
	for (const { facet, label, count } of cells) {
		if (label === null) continue;
		const key = JSON.stringify([facet, label]);
		const known = joint.get(key);
		if (known) known.count += count;
		else joint.set(key, { facet, label, count });
		groups.set(facet, (groups.get(facet) ?? 0) + count);
		labels.set(label, (labels.get(label) ?? 0) + count);
		n += count;
	}
	return [...joint.values()].map((cell) => ({
		...cell,
		weight: ((groups.get(cell.facet) ?? 0) * (labels.get(cell.label) ?? 0)) / (n * cell.count)
	}));
}

/** Counts as they stand once rows weigh what `weights` says. */
export function weighedCells(cells: readonly CountCell[], weights: readonly GroupWeight[]): CountCell[] {
	const byKey = new Map(weights.map(({ facet, label, weight }) => [JSON.stringify([facet, label]), weight]));
	return cells.map((cell) => ({
		...cell,
		count: cell.count * (byKey.get(JSON.stringify([cell.facet, cell.label])) ?? 1)
	}));
}

/** The relation with a column of weights beside the others, rows in order; rows without a label weigh 1. */
export function reweighSql(
	relation: string,
	facet: { readonly field: Field; readonly selection: Selection },
	label: { readonly field: Field; readonly positive: Exclude<Selection, { each: true }> },
	weights: readonly GroupWeight[],
	name: string
): string {
	const labelSql = selectionSql(label.field, label.positive);
	const cases = weights.map(
		(weight) =>
			`WHEN ${facetIs(facet, weight.facet)} AND (${labelSql}) = ${weight.label ? 1 : 0} THEN ${sqlValue(weight.weight)}`
	);
	const weightSql = cases.length === 0 ? '1' : `CASE ${cases.join(' ')} ELSE 1 END`;
	return `SELECT *, CAST(${weightSql} AS DOUBLE) AS ${sqlName(name)} FROM ${relation}`;
}

function facetIs({ field, selection }: { field: Field; selection: Selection }, value: string | null): string {
	if (value === null) return isMissingSql(field);
	if (!('each' in selection)) return `(${selectionSql(field, selection)}) = ${sqlValue(Number(value))}`;
	const name = sqlName(field.name);
	return isNumericType(field.type)
		? `CAST(${name} AS DOUBLE) = ${sqlValue(Number(value))}`
		: `CAST(${name} AS VARCHAR) = ${sqlValue(value)}`;
}
