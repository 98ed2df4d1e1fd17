import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { columnField, numberField } from '../../field';
import { defineOperation, withColumns } from '../../operation';
import { textColumn } from '../../each-text';

export const splitAt = defineOperation({
	id: 'split-at',
	group: 'find',
	title: 'Split at a place',
	description: 'Two columns, `column_1` with the first `position` characters and `column_2` with the rest.',
	rows: 'each',
	params: v.strictObject({
		column: columnField('text'),
		position: numberField(1, { integer: true, min: 0, max: 1_000_000 })
	}),
	query: ({ column, position }, input) => {
		const field = textColumn(input, column);
		const x = sqlName(column);
		return {
			columns: withColumns(
				input,
				[`left(${x}, ${position})`, `substring(${x}, ${position + 1})`].map((sql, i) => ({
					field: { name: `${column}_${i + 1}`, type: 'VARCHAR', kind: field.kind },
					sql,
					from: [column]
				}))
			)
		};
	}
});
