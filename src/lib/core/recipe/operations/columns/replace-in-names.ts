import * as v from 'valibot';
import { textField, filledTextField } from '../../field';
import { defineOperation } from '../../operation';
import { renameAll, renamePortable } from '../../rename-all';

export const replaceInNames = defineOperation({
	id: 'replace-in-names',
	group: 'columns',
	title: 'Replace in column names',
	description: 'Writes `to` for every `text` in the names of all columns.',
	rows: 'each',
	params: v.strictObject({ text: filledTextField(' '), to: textField('_') }),
	query: (params, input) => renameAll(input, (name) => name.replaceAll(params.text, () => params.to) || name),
	portable: (params, input, _fitted, _graph, values) =>
		renamePortable(input, values, (name) => name.replaceAll(params.text, () => params.to) || name)
});
