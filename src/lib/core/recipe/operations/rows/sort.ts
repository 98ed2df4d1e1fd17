import * as v from 'valibot';
import { orderField } from '../../field';
import { defineOperation, fieldNamed, passColumn } from '../../operation';
import { valueSql } from '../../value-column';

export const sort = defineOperation({
	id: 'sort',
	group: 'rows',
	title: 'Sort rows',
	description: 'Orders rows by columns; missing values come last, and rows that tie keep their order.',
	rows: 'order',
	readsOrder: true,
	params: v.strictObject({ by: orderField() }),
	query: ({ by }, input) => ({
		columns: input.map(passColumn),
		orderBy: by.map(
			({ column, direction }) =>
				`${valueSql(fieldNamed(input, column))} ${direction === 'descending' ? 'DESC' : 'ASC'} NULLS LAST`
		)
	}),
	portable: () => new Map()
});
