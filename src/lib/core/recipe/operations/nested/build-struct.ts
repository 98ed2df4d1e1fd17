import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { madeOf } from '../../made-of';
import { booleanField, columnsField, initialNameField } from '../../field';
import { defineOperation, fieldsNamed } from '../../operation';
import { structType } from '../../struct-type';

export const buildStruct = defineOperation({
	id: 'build-struct',
	group: 'nested',
	title: 'Build a structure',
	description:
		'Makes one structure of several columns, its fields named like them; missing values stay missing within it. A table that is saved ' +
		'holds structures as text.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField(),
		name: initialNameField('structure'),
		keep: booleanField(true)
	}),
	query: ({ columns, name, keep }, input) => {
		const parts = columns.map((column) => `${sqlName(column)} := ${sqlName(column)}`);
		return {
			columns: madeOf(
				input,
				{
					field: { name, type: structType(fieldsNamed(input, columns)), kind: 'categorical' },
					sql: `struct_pack(${parts.join(', ')})`,
					from: columns
				},
				keep
			)
		};
	}
});
