import * as v from 'valibot';
import { initialNameField, numberField as numberParam } from '../../field';
import { defineOperation, withColumns } from '../../operation';
import { windowFields, windowFrom, windowOf } from '../../window';

export const rowNumberInGroup = defineOperation({
	id: 'row-number-in-group',
	group: 'windows',
	title: 'Number rows within groups',
	description: 'The number of each row in its group, in an order, from `start` on. Ties keep the order of the rows.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		...windowFields,
		start: numberParam(1, { integer: true, min: -1_000_000_000, max: 1_000_000_000 }),
		name: initialNameField('row_in_group')
	}),
	query: (chosen, input, _fitted, { row }) => ({
		columns: withColumns(input, [
			{
				field: { name: chosen.name, type: 'BIGINT', kind: 'numeric' },
				sql: `row_number() ${windowOf(chosen, input, row).over()} + (${chosen.start - 1})`,
				from: windowFrom(chosen)
			}
		])
	})
});
