import * as v from 'valibot';
import { categoriesSql, categoryField, learnVocabularies, VocabulariesSchema, vocabularyOf } from '../../categories';
import { columnsField } from '../../field';
import { categoryKey } from '../../learned-groups';
import { defineOperation, passColumn } from '../../operation';
import { sqlList } from '../../../table/sql';

const most = 10_000;

export const dropUnknown = defineOperation({
	id: 'drop-unknown',
	group: 'categories',
	title: 'Drop rows with unknown categories',
	description:
		'Drops rows whose category is missing, or is none that the rows learned from have (the 10,000 most frequent of each column): before an encoding that is to meet known ones only.',
	rows: 'fewer',
	params: v.strictObject({ columns: columnsField('number-or-text') }),
	state: VocabulariesSchema,
	query: ({ columns }, input, fitted) => {
		const tests = columns.map((name) => {
			const { sql } = categoryKey(input, name);
			const known = vocabularyOf(fitted, name).map((key) => (typeof key === 'boolean' ? String(key) : key));
			return known.length === 0 ? 'FALSE' : `coalesce(${sql} IN ${sqlList(known)}, FALSE)`;
		});
		return { columns: input.map(passColumn), where: tests.join(' AND ') };
	},
	fitSql: ({ columns }, input, from) => {
		for (const name of columns) categoryField(input, name);
		return categoriesSql(columns, input, from, most);
	},
	learn: (rows, { columns }, input) => learnVocabularies(rows, columns, input)
});
