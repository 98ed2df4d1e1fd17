import * as v from 'valibot';
import { eachList } from '../../each-list';
import { columnsField, textField, numberField, optionalNumberField } from '../../field';
import { defineOperation } from '../../operation';

export const listSlice = defineOperation({
	id: 'list-slice',
	group: 'nested',
	title: 'Slice of a list',
	description:
		'The elements of a list from one place to another, both with it, from 1; negative places count from the end, and without `to` all that follow are kept. What lies beyond is empty, a missing list stays missing.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('list'),
		from: numberField(1, { integer: true }),
		to: optionalNumberField({ integer: true }),
		suffix: textField('')
	}),
	query: ({ from, to, ...params }, input) =>
		eachList(params, input, {
			sql: (x) => `list_slice(${x}, ${from}, ${to ?? -1})`,
			result: (element) => `${element}[]`
		})
});
