import * as v from 'valibot';
import { isElement } from '../../list-value';
import { eachList } from '../../each-list';
import { columnsField, textField, optionalValueField } from '../../field';
import { defineOperation } from '../../operation';

export const listCountElement = defineOperation({
	id: 'list-count-element',
	group: 'nested',
	title: 'Count an element',
	description:
		'How many elements of the list are the value; without a value, how many are missing. A missing list gives missing.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('list'), value: optionalValueField(), suffix: textField('_count') }),
	query: ({ value, ...params }, input) =>
		eachList(params, input, {
			sql: (x, element) => `len(list_filter(${x}, lambda e: ${isElement('list-count-element', element, value)}))`,
			result: () => 'BIGINT'
		})
});
