import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { optionalColumnsField } from '../../field';
import { defineOperation, fieldsNamed, passColumn } from '../../operation';

export const dropDuplicates = defineOperation({
	id: 'drop-duplicates',
	group: 'rows',
	title: 'Drop duplicate rows',
	description:
		'Of rows that agree in the columns named, or in all columns, keeps the first. Missing values agree with each other.',
	rows: 'fewer',
	readsOrder: true,
	params: v.strictObject({ columns: optionalColumnsField() }),
	query: ({ columns }, input, _fitted, { row }) => {
		const keys = (columns ? fieldsNamed(input, columns) : input).map((field) => sqlName(field.name));
		return {
			columns: input.map(passColumn),
			qualify: `row_number() OVER (PARTITION BY ${keys.join(', ')} ORDER BY ${row}) = 1`
		};
	},
	portable: () => new Map()
});
