import * as v from 'valibot';
import { categoryField } from '../../categories';
import { choiceField, columnField, columnsField, numberField as numberParam } from '../../field';
import { groupsFound, groupsOf, groupsSql, LearnedGroupsSchema, lookUpGroups } from '../../learned-groups';
import { finiteColumnSql, numberField } from '../../number-column';
import { defineOperation, withColumns, type FitRow, type OutputColumn } from '../../operation';

export const groupOutliers = defineOperation({
	id: 'group-outliers',
	group: 'outliers',
	title: 'Outliers within a group',
	description:
		'Outliers are numbers more than `deviations` standard deviations from the mean of their group, as the rows learned from have it; a ' +
		'group not seen, or missing, takes those of all rows. They take the bound, become missing, or are marked in a column beside.',
	rows: 'each',
	readsOrder: true,
	params: v.strictObject({
		columns: columnsField('number'),
		by: columnField('number-or-text'),
		deviations: numberParam(3, { min: 0 }),
		beyond: choiceField(['bound', 'missing', 'mark'], 'bound')
	}),
	state: LearnedGroupsSchema,
	query: ({ columns, by, beyond }, input, fitted) => {
		const tables = columns.map((name) => ({ by, learned: groupsOf(fitted, name), values: 2 }));
		const { from, value } = lookUpGroups(input, tables);
		const made = columns.map((name, i): OutputColumn => {
			const x = finiteColumnSql(numberField(input, name));
			const [low, high] = [value(i, 0), value(i, 1)];
			const isOutlier = `coalesce(${x} < ${low} OR ${x} > ${high}, FALSE)`;
			const limited = `least(greatest(${x}, ${low}), ${high})`;
			const from = [name, by];
			return beyond === 'mark'
				? { field: { name: `${name} is outlier`, type: 'BOOLEAN', kind: 'boolean' }, sql: isOutlier, from }
				: {
						field: { name, type: 'DOUBLE', kind: 'numeric' },
						sql: `CASE WHEN ${isOutlier} THEN ${beyond === 'missing' ? 'NULL' : limited} ELSE ${x} END`,
						from
					};
		});
		return { columns: withColumns(input, made), from };
	},
	fitSql: ({ columns, by }, input, from) =>
		columns
			.map((name) => {
				const x = finiteColumnSql(numberField(input, name));
				return groupsSql(name, categoryField(input, by), { x }, { m: 'avg(x)', s: 'stddev_pop(x)' }, from);
			})
			.join(' UNION ALL '),
	learn: (rows, { columns, deviations }) => ({
		columns: columns.map((column) => {
			const { whole, groups } = groupsFound(rows, column);
			const bounds = (row: FitRow): (number | null)[] => {
				const [m, s] = [row['m'] ?? null, row['s'] ?? null];
				return m === null || s === null
					? [null, null]
					: [Number(m) - deviations * Number(s), Number(m) + deviations * Number(s)];
			};
			return { column, other: bounds(whole), groups: groups.map(({ key, row }) => ({ key, values: bounds(row) })) };
		})
	})
});
