import * as v from 'valibot';
import { sqlName, sqlValue } from '../../../table/sql';
import { columnField, numberField, textField } from '../../field';
import { defineOperation, fieldNamed, wantType, withColumns } from '../../operation';

const StateSchema = v.strictObject({ words: v.array(v.string()) });

export const splitIndicators = defineOperation({
	id: 'split-indicators',
	group: 'categories',
	title: 'One column a tag',
	description:
		'For texts that hold several categories, such as "drama|comedy": splits at `delimiter` and adds a 0 or 1 column for each of the `most` ' +
		'most frequent in the rows learned from, spaces around them taken off. Missing gives zeros.',
	rows: 'each',
	params: v.strictObject({
		column: columnField('text'),
		delimiter: textField('|'),
		most: numberField(50, { integer: true, min: 1, max: 1000 })
	}),
	state: StateSchema,
	query: ({ column, delimiter }, input, fitted) => {
		wantType(fieldNamed(input, column), 'text', (type) => type === 'VARCHAR');
		const parts = partsSql(column, delimiter);
		return {
			columns: withColumns(
				input,
				(fitted?.words ?? []).map((word) => ({
					field: { name: `${column}=${word}`, type: 'INTEGER', kind: 'numeric' },
					sql: `coalesce(list_contains(${parts}, ${sqlValue(word)}), FALSE)::INTEGER`,
					from: [column]
				}))
			)
		};
	},
	fitSql: ({ column, delimiter, most }, _input, from) =>
		`SELECT w FROM (SELECT unnest(list_distinct(${partsSql(column, delimiter)})) AS w FROM ${from}) ` +
		`WHERE w <> '' AND NOT contains(w, chr(0)) GROUP BY w ORDER BY count(*) DESC, w LIMIT ${most}`,
	learn: (rows) => ({ words: rows.map((row) => String(row['w'])).sort() })
});

function partsSql(column: string, delimiter: string): string {
	return `list_transform(string_split(${sqlName(column)}, ${sqlValue(delimiter)}), lambda part: trim(part))`;
}
