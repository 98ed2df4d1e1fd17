import * as v from 'valibot';
import { columnsField } from '../../field';
import { defineOperation, fieldsNamed, withColumns } from '../../operation';
import { valueSql } from '../../value-column';

export const missingIndicator = defineOperation({
	id: 'missing-indicator',
	group: 'missing',
	title: 'Mark missing values',
	description: 'Adds a true or false column for each column named: whether its value is missing.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField() }),
	query: ({ columns }, input) => ({
		columns: withColumns(
			input,
			fieldsNamed(input, columns).map((field) => ({
				field: { name: `${field.name} is missing`, type: 'BOOLEAN', kind: 'boolean' },
				sql: `${valueSql(field)} IS NULL`,
				from: [field.name]
			}))
		)
	}),
	portable: ({ columns }, _input, _fitted, graph, values) =>
		new Map(
			columns.flatMap((name) => {
				const x = values.get(name);
				return x ? [[`${name} is missing`, graph.isMissing(x)]] : [];
			})
		)
});
