import * as v from 'valibot';
import { optionalColumnsField, initialNameField, choiceField } from '../../field';
import { defineOperation, fieldsNamed, withColumns } from '../../operation';
import { valueSql } from '../../value-column';

export const markDuplicates = defineOperation({
	id: 'mark-duplicates',
	group: 'rows',
	title: 'Mark duplicates',
	description:
		'Adds a column that is true where the columns named, or all, agree with an earlier row, or with any other.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		columns: optionalColumnsField(),
		which: choiceField(['later', 'all'], 'later'),
		name: initialNameField('duplicate')
	}),
	query: ({ columns, which, name }, input, _fitted, { row }) => {
		const keys = (columns ? fieldsNamed(input, columns) : input).map(valueSql).join(', ');
		return {
			columns: withColumns(input, [
				{
					field: { name, type: 'BOOLEAN', kind: 'boolean' },
					sql:
						which === 'all'
							? `count(*) OVER (PARTITION BY ${keys}) > 1`
							: `row_number() OVER (PARTITION BY ${keys} ORDER BY ${row}) > 1`,
					from: columns ?? input.map((field) => field.name)
				}
			])
		};
	},
	portable: () => new Map()
});
