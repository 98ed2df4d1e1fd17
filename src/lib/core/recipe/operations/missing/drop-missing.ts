import * as v from 'valibot';
import { optionalColumnsField } from '../../field';
import { defineOperation, fieldsNamed, passColumn } from '../../operation';
import { valueSql } from '../../value-column';

export const dropMissing = defineOperation({
	id: 'drop-missing',
	group: 'missing',
	title: 'Drop rows with missing values',
	description: 'Drops rows in which any of the columns named, or any column at all, is missing.',
	rows: 'fewer',
	params: v.strictObject({ columns: optionalColumnsField() }),
	query: ({ columns }, input) => ({
		columns: input.map(passColumn),
		where: (columns ? fieldsNamed(input, columns) : input)
			.map((field) => `${valueSql(field)} IS NOT NULL`)
			.join(' AND ')
	}),
	portable: () => new Map()
});
