import * as v from 'valibot';
import { eachList } from '../../each-list';
import { columnsField, textField, choiceField } from '../../field';
import { defineOperation } from '../../operation';

export const listSort = defineOperation({
	id: 'list-sort',
	group: 'nested',
	title: 'Sort the elements',
	description: 'Sorts the elements of each list: numbers and dates by size, texts by code point, missing ones last.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('list'),
		direction: choiceField(['ascending', 'descending'], 'ascending'),
		suffix: textField('')
	}),
	query: ({ direction, ...params }, input) =>
		eachList(params, input, {
			sql: (x) => `list_sort(${x}, '${direction === 'ascending' ? 'ASC' : 'DESC'}', 'NULLS LAST')`,
			result: (element) => `${element}[]`
		})
});
