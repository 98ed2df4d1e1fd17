import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { elementOf, listColumn } from '../../each-list';
import { columnsField, initialNameField } from '../../field';
import { defineOperation, withColumns } from '../../operation';
import { structType } from '../../struct-type';

export const listZip = defineOperation({
	id: 'list-zip',
	group: 'nested',
	title: 'Zip lists',
	description:
		'Makes one list of structures from several lists: the first elements together, the second ones, and so on, named like the columns. ' +
		'Where a list is shorter its elements are missing; the result is missing where all lists are.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('list'), name: initialNameField('zipped') }),
	query: ({ columns, name }, input) => {
		const fields = columns.map((column) => listColumn(input, column));
		const type = `${structType(fields.map((field) => ({ name: field.name, type: elementOf(field.type) })))}[]`;
		const lengths = fields.map((field) => `len(${sqlName(field.name)})`).join(', ');
		const parts = fields.map((field) => `${sqlName(field.name)} := ${sqlName(field.name)}[i]`).join(', ');
		return {
			columns: withColumns(input, [
				{
					field: { name, type, kind: 'list' },
					sql: `list_transform(generate_series(1, greatest(${lengths})), lambda i: struct_pack(${parts}))`,
					from: columns
				}
			])
		};
	}
});
