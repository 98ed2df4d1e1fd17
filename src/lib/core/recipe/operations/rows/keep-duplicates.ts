import * as v from 'valibot';
import { optionalColumnsField } from '../../field';
import { defineOperation, fieldsNamed, passColumn } from '../../operation';
import { valueSql } from '../../value-column';

export const keepDuplicates = defineOperation({
	id: 'keep-duplicates',
	group: 'rows',
	title: 'Keep only duplicates',
	description:
		'Keeps the rows that agree with another in the columns named, or in all. Missing values agree with each other.',
	rows: 'fewer',
	readsOrder: true,
	params: v.strictObject({ columns: optionalColumnsField() }),
	query: ({ columns }, input) => {
		const keys = (columns ? fieldsNamed(input, columns) : input).map(valueSql).join(', ');
		return { columns: input.map(passColumn), qualify: `count(*) OVER (PARTITION BY ${keys}) > 1` };
	},
	portable: () => new Map()
});
