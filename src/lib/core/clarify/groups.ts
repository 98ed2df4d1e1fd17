import { cellAt, columnNamed, type Cell, type Columns } from '../table/columns';
import { isNumericType, type Field } from '../table/schema';
import { sqlName, sqlValue } from '../table/sql';
import { textSql, type CountPart } from './counts';
import { isMissingSql, selectionSql, selectionText, type Selection } from './selector';

export interface Outcome {
	readonly field: Field;
	readonly positive: Exclude<Selection, { each: true }>;
}

/** A group: for each facet its value (null where missing), or `1` and `0` where the facet selects: there a missing value counts as the rest. */
export type GroupValues = readonly (string | null)[];

/** The rows of one group with one label. */
export interface GroupCell {
	readonly group: GroupValues;
	readonly label: boolean;
	readonly count: number;
}

/** Columns `g0`, `g1` ...: a row's value of each facet. */
export function groupColumns(facets: readonly CountPart[]): string[] {
	return facets.map(({ field, selection }, at) => {
		const sql =
			'each' in selection
				? textSql({ field, selection }, field.name)
				: `coalesce(${selectionSql(field, selection)}, 0)`;
		return `${sql} AS g${at}`;
	});
}

/** SQL, true for the rows of a group. */
export function isGroupSql(facets: readonly CountPart[], group: GroupValues): string {
	const tests = facets.map((facet, at) => isValueSql(facet, group[at] ?? null));
	return tests.length === 0 ? 'TRUE' : `(${tests.join(' AND ')})`;
}

function isValueSql({ field, selection }: CountPart, value: string | null): string {
	if (!('each' in selection)) return `coalesce(${selectionSql(field, selection)}, 0) = ${sqlValue(Number(value))}`;
	if (value === null) return isMissingSql(field);
	const name = sqlName(field.name);
	return isNumericType(field.type)
		? `coalesce(CAST(${name} AS DOUBLE) = ${sqlValue(Number(value))}, FALSE)`
		: `coalesce(CAST(${name} AS VARCHAR) = ${sqlValue(value)}, FALSE)`;
}

/** SQL, true for the rows of a cell. */
export function isCellSql(
	facets: readonly CountPart[],
	{ field, positive }: Outcome,
	cell: Omit<GroupCell, 'count'>
): string {
	return `(${isGroupSql(facets, cell.group)} AND coalesce((${selectionSql(field, positive)}) = ${cell.label ? 1 : 0}, FALSE))`;
}

/** How many rows each cell has, in order of first appearance; rows without a label are left out. */
export function groupCountSql(relation: string, facets: readonly CountPart[], { field, positive }: Outcome): string {
	const names = facets.map((_, at) => `g${at}`);
	const by = [...names, 'label'].join(', ');
	return `SELECT ${by}, CAST(count(*) AS DOUBLE) AS n FROM (
	SELECT row_number() OVER () AS place, ${[...groupColumns(facets), `CAST(${selectionSql(field, positive)} AS DOUBLE) AS label`].join(', ')}
	FROM ${relation}
) WHERE label IS NOT NULL GROUP BY ${by} ORDER BY min(place)`;
}

/** The answer of groupCountSql as cells. */
export function readGroupCells(answer: Columns, facets: number): GroupCell[] {
	return Array.from({ length: answer.rows }, (_, row) => ({
		group: readGroup(answer, facets, row),
		label: cellNamed(answer, 'label', row) === 1,
		count: Number(cellNamed(answer, 'n', row) ?? 0)
	}));
}

/** The columns `g0`, `g1` ... of a row. */
export function readGroup(answer: Columns, facets: number, row: number): GroupValues {
	return Array.from({ length: facets }, (_, at) => {
		const cell = cellNamed(answer, `g${at}`, row);
		return cell === null ? null : String(cell);
	});
}

function cellNamed(answer: Columns, name: string, row: number): Cell {
	const column = columnNamed(answer, name);
	return column ? cellAt(column.vector, row) : null;
}

export function groupKey(group: GroupValues): string {
	return JSON.stringify(group);
}

/** Rows of a group by label. */
export interface GroupTally {
	readonly group: GroupValues;
	readonly positive: number;
	readonly negative: number;
}

/** Cells by group, in order of first appearance. Counts may be weights. */
export function tallyGroups(cells: readonly GroupCell[]): GroupTally[] {
	const tallies = new Map<string, { group: GroupValues; positive: number; negative: number }>();
	for (const { group, label, count } of cells) {
		const key = groupKey(group);
		const tally = tallies.get(key) ?? { group, positive: 0, negative: 0 };
		tallies.set(key, tally);
		tally[label ? 'positive' : 'negative'] += count;
	}
	return [...tallies.values()];
}

/** Groups that are compared: those that are known, and have at least 1 % of the rows. What else there is would be chance. */
export function comparedGroups(tallies: readonly GroupTally[]): GroupTally[] {
	const n = tallies.reduce((sum, { positive, negative }) => sum + positive + negative, 0);
	return tallies.filter(({ group, positive, negative }) => !group.includes(null) && (positive + negative) * 100 >= n);
}

/** The largest difference of shares of positive labels between two groups; null with fewer than two groups. */
export function shareGap(tallies: readonly GroupTally[]): number | null {
	const shares = tallies.flatMap(({ positive, negative }) =>
		positive + negative > 0 ? [positive / (positive + negative)] : []
	);
	return shares.length < 2 ? null : Math.max(...shares) - Math.min(...shares);
}

/** What people call each part of a group: the value, the selection, or null for the rest and for missing. */
export function groupParts(
	facets: readonly Pick<CountPart, 'selection'>[],
	group: GroupValues
): { readonly value: string | null; readonly isRest: boolean }[] {
	return facets.map(({ selection }, at) => {
		const value = group[at] ?? null;
		if (value === null || 'each' in selection) return { value, isRest: false };
		return value === '1' ? { value: selectionText(selection), isRest: false } : { value: null, isRest: true };
	});
}
