import * as v from 'valibot';
import { isElement } from '../../list-value';
import { eachList } from '../../each-list';
import { columnsField, textField, optionalValueField } from '../../field';
import { defineOperation } from '../../operation';

export const listRemoveElement = defineOperation({
	id: 'list-remove-element',
	group: 'nested',
	title: 'Remove an element',
	description: 'Leaves out every element that is the value; without a value, the missing ones.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('list'), value: optionalValueField(), suffix: textField('') }),
	query: ({ value, ...params }, input) =>
		eachList(params, input, {
			sql: (x, element) => `list_filter(${x}, lambda e: NOT (${isElement('list-remove-element', element, value)}))`,
			result: (element) => `${element}[]`
		})
});
