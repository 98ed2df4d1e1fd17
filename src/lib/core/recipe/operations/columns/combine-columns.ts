import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, initialNameField, choiceField, textField } from '../../field';
import { defineOperation, fieldsNamed, withColumns } from '../../operation';
import { valueSql } from '../../value-column';

export const combineColumns = defineOperation({
	id: 'combine-columns',
	group: 'columns',
	title: 'Combine columns',
	description:
		'Joins the columns as text with `separator` between; missing values are left out, or make the whole missing.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField(),
		separator: textField(' '),
		missing: choiceField(['skip', 'missing'], 'skip'),
		name: initialNameField('combined')
	}),
	query: ({ columns, separator, missing, name }, input) => {
		const parts = fieldsNamed(input, columns).map((field) => `${valueSql(field)}::VARCHAR`);
		const whole = parts.join(` || ${sqlValue(separator)} || `);
		return {
			columns: withColumns(input, [
				{
					field: { name, type: 'VARCHAR', kind: 'text' },
					sql:
						missing === 'missing'
							? whole
							: `CASE WHEN coalesce(${parts.join(', ')}) IS NOT NULL THEN concat_ws(${sqlValue(separator)}, ${parts.join(', ')}) END`,
					from: columns
				}
			])
		};
	}
});
