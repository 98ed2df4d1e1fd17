import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, initialNameField, textField } from '../../field';
import { defineOperation, fieldsNamed, withColumns } from '../../operation';
import { valueSql } from '../../value-column';

export const crossCategories = defineOperation({
	id: 'cross-categories',
	group: 'categories',
	title: 'Cross categories',
	description:
		'Adds one category for each combination of the columns, their values joined by `separator`. Missing where any column is.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number-or-text'),
		separator: textField(' × '),
		name: initialNameField('cross')
	}),
	query: ({ columns, separator, name }, input) => ({
		columns: withColumns(input, [
			{
				field: { name, type: 'VARCHAR', kind: 'categorical' },
				sql: `(${fieldsNamed(input, columns)
					.map((field) => `${valueSql(field)}::VARCHAR`)
					.join(` || ${sqlValue(separator)} || `)})`,
				from: columns
			}
		])
	})
});
