import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import {
	categoriesSql,
	categoryField,
	learnVocabularies,
	isCategorySql,
	VocabulariesSchema,
	vocabularyOf
} from '../../categories';
import { choiceField, columnsField, numberField, textField } from '../../field';
import { defineOperation, withColumns } from '../../operation';
import { valueSql } from '../../value-column';

export const keepTop = defineOperation({
	id: 'keep-top',
	group: 'categories',
	title: 'Keep the most frequent categories',
	description:
		'Keeps the `count` most frequent categories of the rows learned from (of equally frequent ones the first in order); others, and those not ' +
		'seen, become `other` or missing.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		count: numberField(10, { integer: true, min: 1, max: 1000 }),
		rest: choiceField(['other', 'missing'], 'other'),
		other: textField('other')
	}),
	state: VocabulariesSchema,
	query: ({ columns, rest, other }, input, fitted) => ({
		columns: withColumns(
			input,
			columns.map((name) => {
				const field = categoryField(input, name);
				const tests = vocabularyOf(fitted, name).map((category) => isCategorySql(field, category));
				const x = valueSql(field);
				const isKept = [`${x} IS NULL`, ...tests].join(' OR ');
				return {
					field,
					sql: `CASE WHEN ${isKept} THEN ${x} ELSE ${rest === 'other' ? sqlValue(other) : 'NULL'} END`,
					from: [name]
				};
			})
		)
	}),
	fitSql: ({ columns, count }, input, from) => categoriesSql(columns, input, from, count),
	learn: (rows, { columns }, input) => learnVocabularies(rows, columns, input)
});
