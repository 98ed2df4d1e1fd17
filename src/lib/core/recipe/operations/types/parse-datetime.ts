import * as v from 'valibot';
import { columnsField, numberField, optionalValuesField } from '../../field';
import { defineOperation, withColumns } from '../../operation';
import { textColumn } from '../../each-text';
import { checkFormats, momentFormats, momentOfText } from '../../date-formats';

export const parseDatetime = defineOperation({
	id: 'parse-datetime',
	group: 'types',
	title: 'Read as date and time',
	description:
		'Reads text by the first of `formats` that fits, as strptime has them (%d/%m/%y); without any, by the common ones, year first or with the month as a word. Two-digit years up to `pivot` are 20xx, others 19xx. What fits none becomes missing.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		formats: optionalValuesField(),
		pivot: numberField(68, { integer: true, min: 0, max: 99 })
	}),
	query: ({ columns, formats, pivot }, input) => {
		const tried = formats && formats.length > 0 ? checkFormats('parse-datetime', formats) : momentFormats;
		return {
			columns: withColumns(
				input,
				columns.map((name) => {
					const field = textColumn(input, name);
					return {
						field: { name: field.name, type: 'TIMESTAMP', kind: 'datetime' },
						sql: `CAST(${momentOfText(name, tried, pivot)} AS TIMESTAMP)`,
						from: [name]
					};
				})
			)
		};
	}
});
