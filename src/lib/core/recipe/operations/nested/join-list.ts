import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { eachList } from '../../each-list';
import { columnsField, textField } from '../../field';
import { defineOperation } from '../../operation';

export const joinList = defineOperation({
	id: 'join-list',
	group: 'nested',
	title: 'Join a list to text',
	description:
		'The elements of a list as one text with a delimiter between them; missing elements are passed over, an empty list is empty text and a missing list missing.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('list'), delimiter: textField(', '), suffix: textField('_text') }),
	query: ({ delimiter, ...params }, input) =>
		eachList(params, input, {
			sql: (x) =>
				`CASE WHEN ${x} IS NOT NULL THEN coalesce(array_to_string(${x}::VARCHAR[], ${sqlValue(delimiter)}), '') END`,
			result: () => 'VARCHAR'
		})
});
