import * as v from 'valibot';
import { optionalColumnsField } from '../../field';
import { defineOperation, fieldsNamed, passColumn } from '../../operation';
import { valueSql } from '../../value-column';

export const dropEmptyRows = defineOperation({
	id: 'drop-empty-rows',
	group: 'rows',
	title: 'Drop empty rows',
	description: 'Drops the rows in which all the columns named, or all columns, are missing.',
	rows: 'fewer',
	params: v.strictObject({ columns: optionalColumnsField() }),
	query: ({ columns }, input) => ({
		columns: input.map(passColumn),
		where: (columns ? fieldsNamed(input, columns) : input).map((field) => `${valueSql(field)} IS NOT NULL`).join(' OR ')
	}),
	portable: () => new Map()
});
