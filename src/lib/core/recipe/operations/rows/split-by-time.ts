import * as v from 'valibot';
import { isTemporalType } from '../../../table/schema';
import { AppError } from '../../../errors';
import { columnField, initialNameField, filledTextField } from '../../field';
import { defineOperation, fieldNamed, withColumns, wantType } from '../../operation';
import { columnSql } from '../../formula/compile';
import { parseDate } from '../../calendar';

export const splitByTime = defineOperation({
	id: 'split-by-time',
	group: 'rows',
	title: 'Split at a moment',
	description:
		'Adds a column that says test for the rows at or after the moment `from`, written as 2024-01-31 or 2024-01-31 12:00, and train for those before; rows without a date are train. Steps after it learn from train rows only.',
	rows: 'each',
	params: v.strictObject({
		column: columnField('temporal'),
		from: filledTextField('2024-01-01'),
		name: initialNameField('split')
	}),
	query: ({ column, from, name }, input) => {
		const at = parseDate(from);
		if (at === null)
			throw new AppError('recipe/params-invalid', { op: 'split-by-time', field: 'from', wanted: 'date', found: from });
		const isTest = `coalesce(${columnSql(wantType(fieldNamed(input, column), 'temporal', isTemporalType))} >= epoch_ms(${at}::BIGINT), FALSE)`;
		return {
			columns: withColumns(input, [
				{
					field: { name, type: 'VARCHAR', kind: 'categorical' },
					sql: `CASE WHEN ${isTest} THEN 'test' ELSE 'train' END`,
					from: [column]
				}
			]),
			train: `NOT (${isTest})`
		};
	},
	portable: () => new Map()
});
