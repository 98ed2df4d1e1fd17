import * as v from 'valibot';
import { initialNameField, numberField } from '../../field';
import { defineOperation, withColumns } from '../../operation';

export const addRowNumber = defineOperation({
	id: 'add-row-number',
	group: 'columns',
	title: 'Number the rows',
	description: 'Adds the number of each row in order, from `start` on.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		name: initialNameField('row'),
		start: numberField(1, { integer: true, min: -1_000_000_000, max: 1_000_000_000 })
	}),
	query: ({ name, start }, input, _fitted, { row }) => ({
		columns: withColumns(input, [
			{
				field: { name, type: 'BIGINT', kind: 'identifier' },
				sql: `row_number() OVER (ORDER BY ${row}) + (${start - 1})`,
				from: []
			}
		])
	})
});
