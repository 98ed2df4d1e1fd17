import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { columnField, patternField } from '../../field';
import { defineOperation, withColumns } from '../../operation';
import { textColumn } from '../../each-text';
import { countGroups, firstMatch } from '../../text-pattern';

export const extractGroups = defineOperation({
	id: 'extract-groups',
	group: 'find',
	title: 'Extract groups to columns',
	description:
		'One column for each group that the pattern captures, named `column_1`, `column_2` and on; missing where the pattern does not match.',
	rows: 'each',
	params: v.strictObject({ column: columnField('text'), pattern: patternField('([0-9]+)-([0-9]+)') }),
	query: ({ column, pattern }, input) => {
		const field = textColumn(input, column);
		return {
			columns: withColumns(
				input,
				Array.from({ length: Math.max(countGroups(pattern), 1) }, (_, i) => ({
					field: { name: `${column}_${i + 1}`, type: 'VARCHAR', kind: field.kind },
					sql: firstMatch(sqlName(column), pattern, countGroups(pattern) === 0 ? 0 : i + 1),
					from: [column]
				}))
			)
		};
	}
});
