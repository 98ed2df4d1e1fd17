import * as v from 'valibot';
import { categoryField } from '../../categories';
import { choiceField, columnField, columnsField } from '../../field';
import {
	groupPortable,
	groupsFound,
	groupsOf,
	groupsSql,
	LearnedGroupsSchema,
	lookUpGroups
} from '../../learned-groups';
import { asDouble, finiteColumnSql, numberField } from '../../number-column';
import { columnSql } from '../../formula/compile';
import { defineOperation, withColumns, type FitRow } from '../../operation';

const aggregates = { mean: 'avg(x)', median: 'median(x)', minimum: 'min(x)', maximum: 'max(x)' } as const;

export const fillByGroup = defineOperation({
	id: 'fill-by-group',
	group: 'missing',
	title: "Fill missing values with the group's",
	description:
		'Fills missing numbers with the mean, median, smallest or largest of their group in the rows learned from. A group not seen, missing ' +
		'or without numbers takes that of all rows.',
	rows: 'each',
	readsOrder: true,
	params: v.strictObject({
		columns: columnsField('number'),
		by: columnField('number-or-text'),
		method: choiceField(['mean', 'median', 'minimum', 'maximum'], 'median')
	}),
	state: LearnedGroupsSchema,
	query: ({ columns, by }, input, fitted) => {
		const tables = columns.map((name) => ({ by, learned: groupsOf(fitted, name), values: 1 }));
		const { from, value } = lookUpGroups(input, tables);
		return {
			columns: withColumns(
				input,
				columns.map((name, i) => {
					const field = numberField(input, name);
					return {
						field: { ...asDouble(field), kind: field.kind },
						sql: `coalesce(${columnSql(field)}, ${value(i, 0)})`,
						from: [name, by]
					};
				})
			),
			from
		};
	},
	fitSql: ({ columns, by, method }, input, from) =>
		columns
			.map((name) => {
				const x = finiteColumnSql(numberField(input, name));
				return groupsSql(name, categoryField(input, by), { x }, { v: aggregates[method] }, from);
			})
			.join(' UNION ALL '),
	learn: (rows, { columns }) => ({
		columns: columns.map((column) => {
			const { whole, groups } = groupsFound(rows, column);
			const figure = (row: FitRow) => [(row['v'] ?? null) === null ? null : Number(row['v'])];
			return { column, other: figure(whole), groups: groups.map(({ key, row }) => ({ key, values: figure(row) })) };
		})
	}),
	portable: ({ columns, by }, _input, fitted, graph, values) =>
		new Map(
			columns.flatMap((name) => {
				const [x, key] = [values.get(name), values.get(by)];
				if (!x || !key) return [];
				const learned = groupsOf(fitted, name);
				const fill = groupPortable(graph, key, learned, 0, learned.other[0] ?? null);
				return [[name, graph.choose(graph.isMissing(x), fill, x)]];
			})
		)
});
