import * as v from 'valibot';
import { sqlName, sqlValue } from '../../../table/sql';
import { columnField, numberField, booleanField, filledTextField } from '../../field';
import { defineOperation, withColumns } from '../../operation';
import { textColumn } from '../../each-text';

export const splitToColumns = defineOperation({
	id: 'split-to-columns',
	group: 'find',
	title: 'Split into columns',
	description:
		'The first `count` parts between delimiters, a column each: `column_1`, `column_2` and on; missing where there are fewer. The last takes the rest when `rest` is on.',
	rows: 'each',
	params: v.strictObject({
		column: columnField('text'),
		delimiter: filledTextField(','),
		count: numberField(2, { integer: true, min: 1, max: 200 }),
		rest: booleanField(false)
	}),
	query: ({ column, delimiter, count, rest }, input) => {
		const field = textColumn(input, column);
		const parts = `string_split(${sqlName(column)}, ${sqlValue(delimiter)})`;
		const part = (place: number) =>
			rest && place === count ? `array_to_string(${parts}[${place}:], ${sqlValue(delimiter)})` : `${parts}[${place}]`;
		return {
			columns: withColumns(
				input,
				Array.from({ length: count }, (_, i) => ({
					field: { name: `${column}_${i + 1}`, type: 'VARCHAR', kind: field.kind },
					sql: part(i + 1),
					from: [column]
				}))
			)
		};
	}
});
