import * as v from 'valibot';
import { columnField, nameField } from '../../field';
import { defineOperation, fieldNamed, passColumn, withColumns } from '../../operation';

export const duplicateColumn = defineOperation({
	id: 'duplicate-column',
	group: 'columns',
	title: 'Duplicate a column',
	description: 'Adds a copy of a column under the name `name`.',
	rows: 'each',
	params: v.strictObject({ column: columnField(), name: nameField() }),
	query: ({ column, name }, input) => ({
		columns: withColumns(input, [
			{ ...passColumn(fieldNamed(input, column)), field: { ...fieldNamed(input, column), name } }
		])
	}),
	portable: ({ column, name }, _input, _fitted, _graph, values) => {
		const value = values.get(column);
		return new Map(value ? [[name, value]] : []);
	}
});
