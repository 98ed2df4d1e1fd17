import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { initialNameField, optionalColumnsField } from '../../field';
import { defineOperation, fieldsNamed, withColumns } from '../../operation';
import { valueSql } from '../../value-column';

export const missingPattern = defineOperation({
	id: 'missing-pattern',
	group: 'missing',
	title: 'Pattern of missing values',
	description:
		'Adds the names of the columns that are missing in the row, joined by " + "; an empty text where none is.',
	rows: 'each',
	params: v.strictObject({ columns: optionalColumnsField(), name: initialNameField('missing pattern') }),
	query: ({ columns, name }, input) => {
		const fields = columns ? fieldsNamed(input, columns) : input;
		const parts = fields.map((field) => `CASE WHEN ${valueSql(field)} IS NULL THEN ${sqlValue(field.name)} END`);
		return {
			columns: withColumns(input, [
				{
					field: { name, type: 'VARCHAR', kind: 'categorical' },
					sql: `concat_ws(' + ', ${parts.join(', ')})`,
					from: fields.map((field) => field.name)
				}
			])
		};
	}
});
