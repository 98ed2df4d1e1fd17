import * as v from 'valibot';
import { isElement } from '../../list-value';
import { eachList } from '../../each-list';
import { columnsField, textField, optionalValueField } from '../../field';
import { defineOperation } from '../../operation';

export const listPosition = defineOperation({
	id: 'list-position',
	group: 'nested',
	title: 'Place of an element',
	description:
		'The place, from 1, where the value first stands in the list; without a value, the first missing element. Missing where it does not.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('list'),
		value: optionalValueField(),
		suffix: textField('_position')
	}),
	query: ({ value, ...params }, input) =>
		eachList(params, input, {
			sql: (x, element) =>
				`list_position(list_transform(${x}, lambda e: ${isElement('list-position', element, value)}), TRUE)::BIGINT`,
			result: () => 'BIGINT'
		})
});
