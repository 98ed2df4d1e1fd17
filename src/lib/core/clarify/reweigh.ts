import { sqlName, sqlValue } from '../table/sql';
import type { CountPart } from './counts';
import { groupKey, isCellSql, tallyGroups, type GroupCell, type Outcome } from './groups';

/** The weight of every row of one group with one label. */
export interface CellWeight extends GroupCell {
	readonly weight: number;
}

/**
 * Weights that make group and label independent, for any number of groups: P(group) P(label) / P(group, label) (Kamiran and
 * Calders 2012). The weights of all rows add up to their number wherever every group has both labels.
 */
export function reweighCells(cells: readonly GroupCell[]): CellWeight[] {
	const groups = new Map(
		tallyGroups(cells).map(({ group, positive, negative }) => [groupKey(group), positive + negative])
	);
	const of = (label: boolean) => cells.reduce((sum, cell) => sum + (cell.label === label ? cell.count : 0), 0);
	const labels = { true: of(true), false: of(false) };
	const n = labels.true + labels.false;
	return cells.map((cell) => ({
		...cell,
		weight: ((groups.get(groupKey(cell.group)) ?? 0) * labels[cell.label ? 'true' : 'false']) / (n * cell.count)
	}));
}

/** The cells as they count once weighed. */
export function weighedCells(weights: readonly CellWeight[]): GroupCell[] {
	return weights.map(({ group, label, count, weight }) => ({ group, label, count: count * weight }));
}

/** The relation with a column of weights beside the others, rows in order; rows without a label weigh 1. */
export function reweighSql(
	relation: string,
	facets: readonly CountPart[],
	outcome: Outcome,
	weights: readonly CellWeight[],
	name: string
): string {
	const cases = weights.map((cell) => `WHEN ${isCellSql(facets, outcome, cell)} THEN ${sqlValue(cell.weight)}`);
	const weightSql = cases.length === 0 ? '1' : `CASE ${cases.join(' ')} ELSE 1 END`;
	return `SELECT *, CAST(${weightSql} AS DOUBLE) AS ${sqlName(name)} FROM ${relation}`;
}
