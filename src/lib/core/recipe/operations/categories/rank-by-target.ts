import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { categoryField } from '../../categories';
import { columnField, columnsField, optionalValueField } from '../../field';
import {
	groupPortable,
	groupsFound,
	groupsOf,
	groupsSql,
	LearnedGroupsSchema,
	lookUpGroups
} from '../../learned-groups';
import { defineOperation, withColumns } from '../../operation';
import { targetSql } from './target';

export const rankByTarget = defineOperation({
	id: 'rank-by-target',
	group: 'categories',
	title: 'Number categories by target',
	description:
		'Numbers the categories from 0 by their mean of `target` in the rows learned from, smallest first, equal ones in their order. A category ' +
		'not seen is missing. A target of words counts as 1 where it is `positive`.',
	rows: 'each',
	readsOrder: true,
	params: v.strictObject({
		columns: columnsField('number-or-text'),
		target: columnField('number-or-text'),
		positive: optionalValueField()
	}),
	state: LearnedGroupsSchema,
	query: ({ columns, target }, input, fitted) => {
		categoryField(input, target);
		const tables = columns.map((name) => ({ by: name, learned: groupsOf(fitted, name), values: 1 }));
		const { from, value } = lookUpGroups(input, tables);
		return {
			columns: withColumns(
				input,
				columns.map((name, i) => ({
					field: { name, type: 'INTEGER', kind: 'ordinal' },
					sql: `${value(i, 0)}::INTEGER`,
					from: [name]
				}))
			),
			from
		};
	},
	fitSql: ({ columns, target, positive }, input, from) => {
		const y = targetSql(input, target, positive, `(SELECT max(${sqlName(target)}::VARCHAR) FROM ${from})`);
		return columns
			.map((name) => groupsSql(name, categoryField(input, name), { y }, { m: 'avg(y)' }, from))
			.join(' UNION ALL ');
	},
	learn: (rows, { columns }) => ({
		columns: columns.map((column) => ({
			column,
			other: [],
			groups: groupsFound(rows, column)
				.groups.flatMap(({ key, row }) => ((row['m'] ?? null) === null ? [] : [{ key, mean: Number(row['m']) }]))
				.sort((a, b) => a.mean - b.mean || (a.key < b.key ? -1 : 1))
				.map(({ key }, i) => ({ key, values: [i] }))
		}))
	}),
	portable: ({ columns }, _input, fitted, graph, values) =>
		new Map(
			columns.flatMap((name) => {
				const x = values.get(name);
				return x ? [[name, groupPortable(graph, x, groupsOf(fitted, name), 0, null)]] : [];
			})
		)
});
