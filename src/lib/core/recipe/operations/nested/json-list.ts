import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { textColumn } from '../../each-text';
import { choiceField, columnsField, textField } from '../../field';
import { jsonPartsSql, jsonValueSql } from '../../json-text';
import { defineOperation, withColumns } from '../../operation';

export const jsonList = defineOperation({
	id: 'json-list',
	group: 'nested',
	title: 'JSON lists to lists',
	description:
		'Reads JSON lists held as text, such as [1, 2] or ["a", "b"], as lists. An element that is not of the type, and null, are missing; inner ' +
		'lists and objects stay JSON; text that is no JSON list gives missing.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		elements: choiceField(['VARCHAR', 'DOUBLE', 'BIGINT', 'BOOLEAN'], 'VARCHAR'),
		suffix: textField('')
	}),
	query: ({ columns, elements, suffix }, input) => ({
		columns: withColumns(
			input,
			columns.map((name) => ({
				field: { name: `${textColumn(input, name).name}${suffix}`, type: `${elements}[]`, kind: 'list' },
				sql: `list_transform(${jsonPartsSql(sqlName(name), 'list')}, lambda p: ${jsonValueSql('p', elements)})`,
				from: [name]
			}))
		)
	})
});
