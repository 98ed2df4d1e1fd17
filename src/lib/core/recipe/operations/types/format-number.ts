import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { isNumericType } from '../../../table/schema';
import { columnsField, numberField, booleanField, textField } from '../../field';
import { defineOperation, fieldNamed, withColumns, wantType } from '../../operation';
import { finiteColumnSql } from '../../number-column';

export const formatNumber = defineOperation({
	id: 'format-number',
	group: 'types',
	title: 'Write numbers as text',
	description:
		'Writes numbers with `decimals` places after the point, with or without commas between thousands, between `before` and `after`.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		decimals: numberField(2, { integer: true, min: 0, max: 15 }),
		thousands: booleanField(true),
		before: textField(''),
		after: textField('')
	}),
	query: ({ columns, decimals, thousands, before, after }, input) => ({
		columns: withColumns(
			input,
			columns.map((name) => ({
				field: { name, type: 'VARCHAR', kind: 'text' },
				sql: `${sqlValue(before)} || format('{:${thousands ? ',' : ''}.${decimals}f}', ${finiteColumnSql(wantType(fieldNamed(input, name), 'number', isNumericType))}) || ${sqlValue(after)}`,
				from: [name]
			}))
		)
	})
});
