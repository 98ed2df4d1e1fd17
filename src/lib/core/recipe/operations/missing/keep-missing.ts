import * as v from 'valibot';
import { optionalColumnsField } from '../../field';
import { defineOperation, fieldsNamed, passColumn } from '../../operation';
import { valueSql } from '../../value-column';

export const keepMissing = defineOperation({
	id: 'keep-missing',
	group: 'missing',
	title: 'Keep only rows with missing values',
	description: 'Keeps rows in which any of the columns named, or any column at all, is missing: to look at them.',
	rows: 'fewer',
	params: v.strictObject({ columns: optionalColumnsField() }),
	query: ({ columns }, input) => ({
		columns: input.map(passColumn),
		where: (columns ? fieldsNamed(input, columns) : input).map((field) => `${valueSql(field)} IS NULL`).join(' OR ')
	}),
	portable: () => new Map()
});
