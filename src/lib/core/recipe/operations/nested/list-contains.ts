import * as v from 'valibot';
import { isElement } from '../../list-value';
import { eachList } from '../../each-list';
import { columnsField, textField, optionalValueField } from '../../field';
import { defineOperation } from '../../operation';

export const listContains = defineOperation({
	id: 'list-contains',
	group: 'nested',
	title: 'Contains an element',
	description:
		'True where the value is an element of the list; without a value, where an element is missing. A missing list gives missing.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('list'),
		value: optionalValueField(),
		suffix: textField('_contains')
	}),
	query: ({ value, ...params }, input) =>
		eachList(params, input, {
			sql: (x, element) => `len(list_filter(${x}, lambda e: ${isElement('list-contains', element, value)})) > 0`,
			result: () => 'BOOLEAN'
		})
});
