import * as v from 'valibot';
import { isNumericType } from '../../../table/schema';
import { sqlName } from '../../../table/sql';
import { madeOf } from '../../made-of';
import { booleanField, columnsField, initialNameField } from '../../field';
import { defineOperation, fieldsNamed } from '../../operation';

export const buildList = defineOperation({
	id: 'build-list',
	group: 'nested',
	title: 'Build a list',
	description:
		'Makes one list of the values of several columns, in their order: of one type as they are, of several types of number as numbers, else ' +
		'as texts. Missing values are missing elements.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField(),
		name: initialNameField('list'),
		keep: booleanField(true)
	}),
	query: ({ columns, name, keep }, input) => {
		const types = [...new Set(fieldsNamed(input, columns).map(({ type }) => type))];
		const [only = 'VARCHAR'] = types;
		const element = types.length === 1 ? only : types.every(isNumericType) ? 'DOUBLE' : 'VARCHAR';
		return {
			columns: madeOf(
				input,
				{
					field: { name, type: `${element}[]`, kind: 'list' },
					sql: `[${columns.map((column) => `${sqlName(column)}::${element}`).join(', ')}]`,
					from: columns
				},
				keep
			)
		};
	}
});
