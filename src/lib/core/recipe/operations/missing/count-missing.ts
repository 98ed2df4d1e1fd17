import * as v from 'valibot';
import { initialNameField, optionalColumnsField } from '../../field';
import { defineOperation, fieldsNamed, withColumns } from '../../operation';
import { valueSql } from '../../value-column';

export const countMissing = defineOperation({
	id: 'count-missing',
	group: 'missing',
	title: 'Count missing values in the row',
	description: 'Adds how many of the columns named, or of all columns, are missing in the row.',
	rows: 'each',
	params: v.strictObject({ columns: optionalColumnsField(), name: initialNameField('missing') }),
	query: ({ columns, name }, input) => {
		const fields = columns ? fieldsNamed(input, columns) : input;
		return {
			columns: withColumns(input, [
				{
					field: { name, type: 'INTEGER', kind: 'numeric' },
					sql: `(${fields.map((field) => `(${valueSql(field)} IS NULL)::INTEGER`).join(' + ')})`,
					from: fields.map((field) => field.name)
				}
			])
		};
	}
});
