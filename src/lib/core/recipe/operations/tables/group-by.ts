import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { aggregateColumns } from '../../aggregate';
import { aggregatesField, groupsField, numberField, textField } from '../../field';
import { defineOperation, fieldsNamed, passColumn } from '../../operation';

export const groupBy = defineOperation({
	id: 'group-by',
	group: 'tables',
	title: 'Group and aggregate',
	description:
		'One row for each group of rows with the same values, with what the values of a column in the group come to: counts, sum, mean, median, ' +
		'quantile (at `quantile`), first, last, a list, a text (joined by `delimiter`), the share of rows or of the sum, and so on. Missing ' +
		'values are a group of their own; aggregates pass over them. Groups stand in the order of their first rows; with no column to group by ' +
		'there is one row.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({
		by: groupsField(),
		aggregates: aggregatesField(),
		quantile: numberField(0.9, { min: 0, max: 1 }),
		delimiter: textField(', ')
	}),
	query: ({ by, aggregates, quantile, delimiter }, input, _fitted, { row }) => ({
		columns: [
			...fieldsNamed(input, by).map(passColumn),
			...aggregateColumns(aggregates, input, { row, quantile, delimiter })
		],
		groupBy: by.length === 0 ? ['()'] : by.map(sqlName)
	})
});
