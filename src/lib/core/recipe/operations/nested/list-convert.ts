import * as v from 'valibot';
import { eachList } from '../../each-list';
import { columnsField, textField, choiceField } from '../../field';
import { defineOperation } from '../../operation';

export const listConvert = defineOperation({
	id: 'list-convert',
	group: 'nested',
	title: 'Convert the elements',
	description:
		'Makes the elements of each list numbers, whole numbers, texts, truth values or dates; an element that cannot be is missing.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('list'),
		type: choiceField(['DOUBLE', 'BIGINT', 'VARCHAR', 'BOOLEAN', 'DATE', 'TIMESTAMP'], 'DOUBLE'),
		suffix: textField('')
	}),
	query: ({ type, ...params }, input) =>
		eachList(params, input, {
			sql: (x) => `list_transform(${x}, lambda e: TRY_CAST(e AS ${type}))`,
			result: () => `${type}[]`
		})
});
