import * as v from 'valibot';
import { numberField, optionalColumnsField } from '../../field';
import { defineOperation, fieldsNamed, passColumn } from '../../operation';
import { valueSql } from '../../value-column';

export const dropRowsWithGaps = defineOperation({
	id: 'drop-rows-with-gaps',
	group: 'missing',
	title: 'Drop rows with many missing values',
	description: 'Drops rows in which more than `most` of the columns named, or of all columns, are missing.',
	rows: 'fewer',
	params: v.strictObject({ columns: optionalColumnsField(), most: numberField(1, { integer: true, min: 0 }) }),
	query: ({ columns, most }, input) => {
		const fields = columns ? fieldsNamed(input, columns) : input;
		const count = fields.map((field) => `(${valueSql(field)} IS NULL)::INTEGER`).join(' + ');
		return { columns: input.map(passColumn), where: `${count} <= ${most}` };
	},
	portable: () => new Map()
});
