import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { elementOf, listColumn } from '../../each-list';
import { booleanField, columnField, optionalNumberField } from '../../field';
import { kindOfType } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';

const most = 200;

export const listToColumns = defineOperation({
	id: 'list-to-columns',
	group: 'nested',
	title: 'List to columns',
	description:
		'A column for each place of a list, `column_1`, `column_2` and so on: as many as asked for, or as the longest list the step learned from ' +
		`has, at most ${most}. What a list does not have is missing; what is beyond the columns is left out.`,
	rows: 'each',
	params: v.strictObject({
		column: columnField('list'),
		count: optionalNumberField({ integer: true, min: 1, max: most }),
		keep: booleanField(false)
	}),
	state: v.strictObject({ count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most)) }),
	learns: ({ count }) => count === undefined,
	fitSql: ({ column }, input, from) => {
		listColumn(input, column);
		return `SELECT max(len(${sqlName(column)})) AS n FROM ${from}`;
	},
	learn: ([found]) => ({ count: Math.min(most, Math.max(1, Number(found?.['n'] ?? 1))) }),
	query: ({ column, count, keep }, input, fitted) => {
		const type = elementOf(listColumn(input, column).type);
		const made = Array.from({ length: count ?? fitted?.count ?? 1 }, (_, i) => ({
			field: { name: `${column}_${i + 1}`, type, kind: kindOfType(type) },
			sql: `${sqlName(column)}[${i + 1}]`,
			from: [column]
		}));
		return { columns: withColumns(input, made).filter(({ field }) => keep || field.name !== column) };
	}
});
