import * as v from 'valibot';
import { elementSql } from '../../list-value';
import { eachList } from '../../each-list';
import { columnsField, textField, valueField } from '../../field';
import { defineOperation } from '../../operation';

export const listFillMissing = defineOperation({
	id: 'list-fill-missing',
	group: 'nested',
	title: 'Fill missing elements',
	description: 'Puts the value where an element of a list is missing. A missing list stays missing.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('list'), value: valueField(0), suffix: textField('') }),
	query: ({ value, ...params }, input) =>
		eachList(params, input, {
			sql: (x, element) =>
				`list_transform(${x}, lambda e: coalesce(e, ${elementSql('list-fill-missing', element, value)}))`,
			result: (element) => `${element}[]`
		})
});
