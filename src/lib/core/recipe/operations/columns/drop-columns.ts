import * as v from 'valibot';
import { columnsField } from '../../field';
import { defineOperation, fieldsNamed, passColumn } from '../../operation';

export const dropColumns = defineOperation({
	id: 'drop-columns',
	group: 'columns',
	title: 'Drop columns',
	description: 'Drops the columns named and keeps the rest.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField() }),
	query: ({ columns }, input) => {
		fieldsNamed(input, columns);
		return { columns: input.filter((field) => !columns.includes(field.name)).map(passColumn) };
	},
	portable: () => new Map()
});
