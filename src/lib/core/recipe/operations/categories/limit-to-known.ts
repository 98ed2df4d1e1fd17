import * as v from 'valibot';
import { categoriesSql, categoryField, learnVocabularies, VocabulariesSchema, vocabularyOf } from '../../categories';
import { columnsField } from '../../field';
import { joinLearned } from '../../learned-table';
import { categoryKey } from '../../learned-groups';
import { defineOperation, withColumns } from '../../operation';
import { valueSql } from '../../value-column';

const most = 100_000;

export const limitToKnown = defineOperation({
	id: 'limit-to-known',
	group: 'categories',
	title: 'Unknown categories become missing',
	description:
		'Makes categories that the rows learned from do not have missing: what comes later is known, or missing.',
	rows: 'each',
	readsOrder: true,
	params: v.strictObject({ columns: columnsField('number-or-text') }),
	state: VocabulariesSchema,
	query: ({ columns }, input, fitted) => {
		const { from, value } = joinLearned(
			input,
			columns.map((name) => {
				const { sql, type } = categoryKey(input, name);
				const keys = vocabularyOf(fitted, name).map((key) => (typeof key === 'boolean' ? String(key) : key));
				return { key: sql, types: { key: type, values: ['DOUBLE'] }, rows: keys.map((key) => [key, 1] as const) };
			})
		);
		return {
			columns: withColumns(
				input,
				columns.map((name, i) => {
					const field = categoryField(input, name);
					return { field, sql: `CASE WHEN ${value(i, 0)} = 1 THEN ${valueSql(field)} END`, from: [name] };
				})
			),
			from
		};
	},
	fitSql: ({ columns }, input, from) => categoriesSql(columns, input, from, most),
	learn: (rows, { columns }, input) => learnVocabularies(rows, columns, input)
});
