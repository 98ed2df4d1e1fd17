import * as v from 'valibot';
import { AppError } from '../../../errors';
import { sqlValue } from '../../../table/sql';
import { eachList } from '../../each-list';
import { choiceField, columnsField, textField, valueField } from '../../field';
import { elementSql } from '../../list-value';
import { defineOperation } from '../../operation';

const signs = {
	equal: '=',
	'not-equal': '<>',
	less: '<',
	'at-most': '<=',
	greater: '>',
	'at-least': '>='
} as const;

export const listFilter = defineOperation({
	id: 'list-filter',
	group: 'nested',
	title: 'Keep elements that compare',
	description:
		'Keeps the elements of each list that compare with a value: equal, greater, less, or as texts that contain it. Missing elements are ' +
		'left out; numbers and dates compare by size, texts by code point.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('list'),
		compare: choiceField(['equal', 'not-equal', 'less', 'at-most', 'greater', 'at-least', 'contains'], 'greater'),
		value: valueField(0),
		suffix: textField('')
	}),
	query: ({ compare, value, ...params }, input) =>
		eachList(params, input, {
			sql: (x, element) => {
				if (compare !== 'contains')
					return `list_filter(${x}, lambda e: e ${signs[compare]} ${elementSql('list-filter', element, value)})`;
				if (element !== 'VARCHAR')
					throw new AppError('table/column-kind', { column: x, kind: `${element}[]`, wanted: 'list of texts' });
				return `list_filter(${x}, lambda e: contains(e, ${sqlValue(String(value))}))`;
			},
			result: (element) => `${element}[]`
		})
});
