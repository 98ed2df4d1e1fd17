import * as v from 'valibot';
import { categoryField } from '../../categories';
import { columnsField, optionalTextField } from '../../field';
import {
	groupPortable,
	groupsFound,
	groupsOf,
	groupsSql,
	LearnedGroupsSchema,
	lookUpGroups,
	type LearnedGroups
} from '../../learned-groups';
import { defineOperation, withColumns } from '../../operation';
import { valueSql } from '../../value-column';

interface CountEncoder<Id extends string> {
	readonly id: Id;
	readonly title: string;
	readonly description: string;
	/** The figure of a category that `count` of `total` rows have. */
	readonly figure: (count: number, total: number) => number;
}

const params = v.strictObject({ columns: columnsField('number-or-text'), suffix: optionalTextField() });

/** How frequent a category is in the rows learned from; 0 for one not seen, missing for missing. */
export function countEncoder<const Id extends string>({ id, title, description, figure }: CountEncoder<Id>) {
	return defineOperation<Id, typeof params, LearnedGroups>({
		id,
		group: 'categories',
		title,
		description,
		rows: 'each',
		readsOrder: true,
		params,
		state: LearnedGroupsSchema,
		query: ({ columns, suffix = '' }, input, fitted) => {
			const tables = columns.map((name) => ({ by: name, learned: groupsOf(fitted, name), values: 1 }));
			const { from, value } = lookUpGroups(input, tables);
			return {
				columns: withColumns(
					input,
					columns.map((name, i) => ({
						field: { name: `${name}${suffix}`, type: 'DOUBLE', kind: 'numeric' },
						sql: `CASE WHEN ${valueSql(categoryField(input, name))} IS NOT NULL THEN ${value(i, 0)} END`,
						from: [name]
					}))
				),
				from
			};
		},
		fitSql: ({ columns }, input, from) =>
			columns.map((name) => groupsSql(name, categoryField(input, name), {}, {}, from)).join(' UNION ALL '),
		learn: (rows, { columns }) => ({
			columns: columns.map((column) => {
				const { groups } = groupsFound(rows, column);
				const total = groups.reduce((sum, { row }) => sum + Number(row['k']), 0);
				return {
					column,
					other: [0],
					groups: groups.map(({ key, row }) => ({ key, values: [figure(Number(row['k']), total)] }))
				};
			})
		}),
		portable: ({ columns, suffix = '' }, _input, fitted, graph, values) =>
			new Map(
				columns.flatMap((name) => {
					const x = values.get(name);
					return x ? [[`${name}${suffix}`, groupPortable(graph, x, groupsOf(fitted, name), 0, null)]] : [];
				})
			)
	});
}
