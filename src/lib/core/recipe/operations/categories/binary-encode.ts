import * as v from 'valibot';
import { categoriesSql, learnVocabularies, VocabulariesSchema, vocabularyOf } from '../../categories';
import { columnsField } from '../../field';
import { joinLearned } from '../../learned-table';
import { categoryKey } from '../../learned-groups';
import { defineOperation, withColumns, type OutputColumn } from '../../operation';

const most = 100_000;

export const binaryEncode = defineOperation({
	id: 'binary-encode',
	group: 'categories',
	title: 'Binary encode',
	description:
		'Numbers the categories of the rows learned from, from 1 in their order, and adds a column for each binary digit: few columns for many ' +
		'categories. Missing, and a category not seen, is 0 in all.',
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
				return {
					key: sql,
					types: { key: type, values: ['DOUBLE'] },
					rows: keys.map((key, i) => [key, i + 1] as const)
				};
			})
		);
		const made = columns.flatMap((name, i) => {
			const digits = vocabularyOf(fitted, name).length.toString(2).length;
			return Array.from({ length: digits }, (_, digit): OutputColumn => ({
				field: { name: `${name}_${digit}`, type: 'INTEGER', kind: 'numeric' },
				sql: `((coalesce(${value(i, 0)}, 0)::BIGINT >> ${digits - 1 - digit}) & 1)::INTEGER`,
				from: [name]
			}));
		});
		return { columns: withColumns(input, made), from };
	},
	fitSql: ({ columns }, input, from) => categoriesSql(columns, input, from, most),
	learn: (rows, { columns }, input) => learnVocabularies(rows, columns, input)
});
