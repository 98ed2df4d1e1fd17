import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { choiceField, columnsField, initialNameField } from '../../field';
import { finiteColumnSql, numberField } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';

export const rowLargest = defineOperation({
	id: 'row-largest',
	group: 'numbers',
	title: 'Column with the largest number',
	description:
		'The name of the column that holds the largest (or smallest) number of the row; of equal ones the first. Missing numbers are passed over.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		which: choiceField(['largest', 'smallest'], 'largest'),
		name: initialNameField('largest')
	}),
	query: ({ columns, which, name }, input) => {
		const numbers = columns.map((column) => finiteColumnSql(numberField(input, column)));
		const end = `${which === 'largest' ? 'greatest' : 'least'}(${numbers.join(', ')})`;
		const cases = columns.map((column, i) => `WHEN ${numbers[i] ?? 'NULL'} = ${end} THEN ${sqlValue(column)}`);
		return {
			columns: withColumns(input, [
				{
					field: { name, type: 'VARCHAR', kind: 'categorical' },
					sql: `CASE ${cases.join(' ')} END`,
					from: columns
				}
			])
		};
	}
});
