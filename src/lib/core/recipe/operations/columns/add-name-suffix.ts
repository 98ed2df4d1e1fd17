import * as v from 'valibot';
import { columnsField, filledTextField } from '../../field';
import { defineOperation } from '../../operation';
import { renameAll, renamePortable } from '../../rename-all';

export const addNameSuffix = defineOperation({
	id: 'add-name-suffix',
	group: 'columns',
	title: 'Add to the end of column names',
	description: 'Puts `text` behind the names of the columns.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField(), text: filledTextField('_x') }),
	query: (params, input) =>
		renameAll(input, (name) => (params.columns.includes(name) ? `${name}${params.text}` : name), params.columns),
	portable: (params, input, _fitted, _graph, values) =>
		renamePortable(input, values, (name) => (params.columns.includes(name) ? `${name}${params.text}` : name))
});
