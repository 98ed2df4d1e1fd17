import * as v from 'valibot';
import { columnsField, filledTextField } from '../../field';
import { defineOperation } from '../../operation';
import { renameAll, renamePortable } from '../../rename-all';

export const addNamePrefix = defineOperation({
	id: 'add-name-prefix',
	group: 'columns',
	title: 'Add to the front of column names',
	description: 'Puts `text` before the names of the columns.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField(), text: filledTextField('x_') }),
	query: (params, input) =>
		renameAll(input, (name) => (params.columns.includes(name) ? `${params.text}${name}` : name), params.columns),
	portable: (params, input, _fitted, _graph, values) =>
		renamePortable(input, values, (name) => (params.columns.includes(name) ? `${params.text}${name}` : name))
});
