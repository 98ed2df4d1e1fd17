import * as v from 'valibot';
import { sqlName, sqlValue } from '../../../table/sql';
import { valueSql } from '../../value-column';
import {
	categoriesSql,
	categoryField,
	countedCategories,
	isCategorySql,
	VocabulariesSchema,
	vocabularyOf,
	compareCategories
} from '../../categories';
import { choiceField, columnsField, numberField, textField } from '../../field';
import { defineOperation, passColumn, withColumns, type OutputColumn } from '../../operation';

const most = 10_000;

export const rareValues = defineOperation({
	id: 'rare-values',
	group: 'outliers',
	title: 'Rare values',
	description:
		'Values that fewer than `atLeast` of the rows learned from have (or a smaller share than that, when below 1), and values not seen there, ' +
		'become `other`, become missing, or are marked in a column beside.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		atLeast: numberField(0.01, { min: 0 }),
		fix: choiceField(['other', 'missing', 'mark'], 'other'),
		other: textField('other')
	}),
	state: VocabulariesSchema,
	query: ({ columns, fix, other }, input, fitted) => ({
		columns: withColumns(
			input,
			columns.map((name): OutputColumn => {
				const field = categoryField(input, name);
				const tests = vocabularyOf(fitted, name).map((category) => isCategorySql(field, category));
				const isKept = tests.length === 0 ? 'FALSE' : `(${tests.join(' OR ')})`;
				const x = valueSql(field);
				if (fix === 'mark')
					return {
						field: { name: `${name} is rare`, type: 'BOOLEAN', kind: 'boolean' },
						sql: `coalesce(NOT ${isKept}, FALSE)`,
						from: [name]
					};
				const instead = fix === 'missing' ? 'NULL' : sqlValue(other);
				return {
					...passColumn(field),
					sql: `CASE WHEN ${x} IS NULL OR ${isKept} THEN ${sqlName(name)} ELSE ${instead} END`
				};
			})
		)
	}),
	fitSql: ({ columns }, input, from) => categoriesSql(columns, input, from, most),
	learn: (rows, { columns, atLeast }, input) => ({
		columns: columns.map((column) => {
			const counted = countedCategories(rows, categoryField(input, column));
			const total = counted.reduce((sum, { count }) => sum + count, 0);
			const least = atLeast < 1 ? atLeast * total : atLeast;
			return {
				column,
				categories: counted
					.filter(({ count }) => count >= least)
					.map(({ category }) => category)
					.sort(compareCategories)
			};
		})
	})
});
