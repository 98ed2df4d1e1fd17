import * as v from 'valibot';
import { eachList } from '../../each-list';
import { columnsField, textField, numberField } from '../../field';
import { defineOperation } from '../../operation';

export const listElementAt = defineOperation({
	id: 'list-element-at',
	group: 'nested',
	title: 'Element at a place',
	description:
		'The element at a place of a list, from 1; a negative place counts from the end. Missing where the list has none there.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('list'),
		place: numberField(1, { integer: true }),
		suffix: textField('_element')
	}),
	query: ({ place, ...params }, input) =>
		eachList(params, input, {
			sql: (x) => `${x}[${place}]`,
			result: (element) => element
		})
});
