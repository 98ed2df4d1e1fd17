import * as v from 'valibot';
import { sqlName, sqlValue } from '../../../table/sql';
import { columnField, filledTextField } from '../../field';
import { defineOperation } from '../../operation';
import { textColumn } from '../../each-text';
import { whiteSpace, removed } from '../../text-pattern';
import { unfold } from '../../unfold';

export const splitIntoRows = defineOperation({
	id: 'split-into-rows',
	group: 'find',
	title: 'Split into rows',
	description:
		'One row for each part between delimiters, white space at its ends taken away; the other columns are repeated. A missing text stays one row.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({ column: columnField('text'), delimiter: filledTextField(',') }),
	query: ({ column, delimiter }, input, _fitted, { row }) =>
		unfold(input, row, {
			field: textColumn(input, column),
			from: [column],
			list: `string_split(${sqlName(column)}, ${sqlValue(delimiter)})`,
			element: (part) => removed(part, `^${whiteSpace}+|${whiteSpace}+$`)
		})
});
