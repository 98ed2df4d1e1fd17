import * as v from 'valibot';
import { isNumericType, isTemporalType } from '../../../table/schema';
import { optionalColumnsField, choicesField } from '../../field';
import { defineOperation, fieldsNamed, passColumn } from '../../operation';

const columnTypes = ['number', 'text', 'boolean', 'date', 'list'] as const;
export const selectByType = defineOperation({
	id: 'select-by-type',
	group: 'columns',
	title: 'Keep columns of a type',
	description: 'Keeps the columns whose values are of the types named, and those in `also`.',
	rows: 'each',
	params: v.strictObject({ types: choicesField(columnTypes), also: optionalColumnsField() }),
	query: ({ types, also = [] }, input) => {
		fieldsNamed(input, also);
		return {
			columns: input
				.filter((field) => also.includes(field.name) || types.some((type) => type === columnType(field.type)))
				.map(passColumn)
		};
	},
	portable: () => new Map()
});
function columnType(type: string): (typeof columnTypes)[number] {
	if (isNumericType(type)) return 'number';
	if (isTemporalType(type)) return 'date';
	if (type === 'BOOLEAN') return 'boolean';
	return type.endsWith('[]') ? 'list' : 'text';
}
