import * as v from 'valibot';
import { isNumericType, type Field, type TableSchema } from '../table/schema';
import { sqlValue } from '../table/sql';
import { categoryField, categoryPortable } from './categories';
import { columnSql } from './formula/compile';
import { joinLearned } from './learned-table';
import type { FitRow } from './operation';
import type { PortableGraph, PortableValue } from './portable';
import { valueSql } from './value-column';

const number = v.nullable(v.number());
/** Figures learned for each category of a column, and those for what is not among them. */
export const LearnedGroupsSchema = v.strictObject({
	columns: v.array(
		v.strictObject({
			column: v.string(),
			other: v.array(number),
			groups: v.array(v.strictObject({ key: v.union([v.string(), v.number()]), values: v.array(number) }))
		})
	)
});
export type LearnedGroups = v.InferOutput<typeof LearnedGroupsSchema>;
export type GroupsOfColumn = LearnedGroups['columns'][number];

/** No more categories of a column than this are learned, the most frequent ones. */
const most = 100_000;

/** A category as the key it is looked up by: numbers as DOUBLE, the rest as text. Throws table/column-kind. */
export function categoryKey(input: TableSchema, name: string): { sql: string; type: 'VARCHAR' | 'DOUBLE' } {
	const field = categoryField(input, name);
	return isNumericType(field.type)
		? { sql: columnSql(field), type: 'DOUBLE' }
		: { sql: `${valueSql(field)}::VARCHAR`, type: 'VARCHAR' };
}

/**
 * Aggregates by the categories of a column and over all its rows: c (`name`), t or n (the category), whole (1 for all rows), k (rows),
 * and `parts` over the SQL columns `values`.
 */
export function groupsSql(
	name: string,
	by: Field,
	values: Readonly<Record<string, string>>,
	parts: Readonly<Record<string, string>>,
	from: string
): string {
	const key = categoryKey([by], by.name);
	const [text, number] = key.type === 'DOUBLE' ? ['NULL::VARCHAR', key.sql] : [key.sql, 'NULL::DOUBLE'];
	const columns = Object.entries(values).map(([alias, sql]) => `${sql} AS ${alias}`);
	const figures = Object.entries(parts).map(([alias, sql]) => `${sql} AS ${alias}`);
	return (
		`(SELECT ${[`${sqlValue(name)} AS c`, 't', 'n', 'grouping(t) AS whole', 'count(*) AS k', ...figures].join(', ')} ` +
		`FROM (SELECT ${[`${text} AS t`, `${number} AS n`, ...columns].join(', ')} FROM ${from}) ` +
		`GROUP BY GROUPING SETS ((t, n), ()) ORDER BY whole DESC, k DESC, t, n LIMIT ${most + 2})`
	);
}

/** What groupsSql found for a column. Rows whose category is missing count in `whole` only. */
export function groupsFound(
	rows: readonly FitRow[],
	name: string
): { whole: FitRow; groups: { key: string | number; row: FitRow }[] } {
	const own = rows.filter((row) => row['c'] === name);
	return {
		whole: own.find((row) => Number(row['whole']) === 1) ?? {},
		groups: own.flatMap((row) => {
			const key = row['n'] ?? row['t'] ?? null;
			return Number(row['whole']) === 1 || key === null ? [] : [{ key, row }];
		})
	};
}

export function groupsOf(fitted: LearnedGroups | null, column: string): GroupsOfColumn {
	return fitted?.columns.find((each) => each.column === column) ?? { column, other: [], groups: [] };
}

/** FROM with what was learned beside each row, and SQL of figure `value` of `tables[table]`, by the category of its column `by`. */
export function lookUpGroups(
	input: TableSchema,
	tables: readonly { readonly by: string; readonly learned: GroupsOfColumn; readonly values: number }[]
): { from: (relation: string) => string; value: (table: number, value: number) => string } {
	const joined = joinLearned(
		input,
		tables.map(({ by, learned, values }) => {
			const { sql, type } = categoryKey(input, by);
			return {
				key: sql,
				types: { key: type, values: Array.from({ length: values }, () => 'DOUBLE' as const) },
				rows: learned.groups.map((group) => [group.key, ...group.values] as const)
			};
		})
	);
	return {
		from: joined.from,
		value: (table, value) => {
			const other = tables[table]?.learned.other[value] ?? null;
			const found = joined.value(table, value);
			return other === null ? found : `coalesce(${found}, ${sqlValue(other)})`;
		}
	};
}

/** Figure `value` of a category on a device; of a missing one, `missing`. */
export function groupPortable(
	graph: PortableGraph,
	x: PortableValue,
	{ groups, other }: GroupsOfColumn,
	value: number,
	missing: number | null
): PortableValue {
	const [keys, otherwise] = [groups.map(({ key }) => key), other[value] ?? null];
	const values = groups.map((group) => group.values[value] ?? otherwise ?? 0);
	const isBoolean = x.type === 'number' && keys.some((key) => typeof key === 'string');
	const categories = isBoolean ? keys.map((key) => (key === 'true' ? 1 : 0)) : keys;
	return categoryPortable(graph, x, categories, values, otherwise, missing);
}
