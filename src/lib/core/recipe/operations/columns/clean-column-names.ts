import * as v from 'valibot';
import { optionalColumnsField } from '../../field';
import { defineOperation } from '../../operation';
import { renameAll, renamePortable, snakeName } from '../../rename-all';

export const cleanColumnNames = defineOperation({
	id: 'clean-column-names',
	group: 'columns',
	title: 'Clean column names',
	description:
		'Names in snake_case: words in lower case with underscores, accents off; names that become alike get _2, _3.',
	rows: 'each',
	params: v.strictObject({ only: optionalColumnsField() }),
	query: (params, input) =>
		renameAll(input, (name) => ((params.only?.includes(name) ?? true) ? snakeName(name) : name), params.only),
	portable: (params, input, _fitted, _graph, values) =>
		renamePortable(input, values, (name) => ((params.only?.includes(name) ?? true) ? snakeName(name) : name))
});
