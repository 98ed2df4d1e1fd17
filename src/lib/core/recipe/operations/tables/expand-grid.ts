import * as v from 'valibot';
import { combinationsSql } from '../../combinations';
import { columnsField } from '../../field';
import { defineOperation, fieldsNamed } from '../../operation';
import { newHidden } from '../../other-table';

export const expandGrid = defineOperation({
	id: 'expand-grid',
	group: 'tables',
	title: 'All combinations',
	description:
		'One row for every combination of the values of some columns, and nothing else: a grid to compute or join on. Missing is a value like ' +
		'others; values stand in the order in which they first appear.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({ columns: columnsField() }),
	query: ({ columns }, input, _fitted, { row }) => {
		const { sql, value, order } = combinationsSql(columns, row);
		const inOrder = `row_number() OVER (ORDER BY ${order.join(', ')})`;
		const made = columns.map((_, i) => `${value(i)} AS "combined ${i + 1}"`).join(', ');
		return {
			columns: fieldsNamed(input, columns).map((field, i) => ({
				field,
				sql: `"combined ${i + 1}"`,
				from: [field.name]
			})),
			from: (relation, hidden) => `(SELECT ${made}${newHidden(hidden, row, inOrder)} FROM ${sql(relation)})`
		};
	}
});
