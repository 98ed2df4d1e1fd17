import * as v from 'valibot';
import { AppError } from '../../../errors';
import { sqlName, sqlValue } from '../../../table/sql';
import { booleanField, columnField, optionalValuesField } from '../../field';
import { kindOfType } from '../../number-column';
import { defineOperation, fieldNamed, withColumns } from '../../operation';
import { structFields } from '../../struct-type';

export const flattenStruct = defineOperation({
	id: 'flatten-struct',
	group: 'nested',
	title: 'Flatten a structure',
	description:
		'Makes a column `column_key` of each field of a structure, or of those asked for. Of a missing structure every field is missing.',
	rows: 'each',
	params: v.strictObject({
		column: columnField('structure'),
		keys: optionalValuesField(),
		keep: booleanField(false)
	}),
	query: ({ column, keys, keep }, input) => {
		const field = fieldNamed(input, column);
		const fields = structFields(field.type);
		if (!fields) throw new AppError('table/column-kind', { column, kind: field.type, wanted: 'structure' });
		const wanted = keys?.map(String) ?? fields.map(({ name }) => name);
		const made = wanted.map((key) => {
			const found = fields.find(({ name }) => name === key);
			if (!found) throw new AppError('recipe/column-missing', { column: `${column}.${key}` });
			return {
				field: { name: `${column}_${key}`, type: found.type, kind: kindOfType(found.type) },
				sql: `struct_extract(${sqlName(column)}, ${sqlValue(key)})`,
				from: [column]
			};
		});
		return { columns: withColumns(input, made).filter((each) => keep || each.field.name !== column) };
	}
});
