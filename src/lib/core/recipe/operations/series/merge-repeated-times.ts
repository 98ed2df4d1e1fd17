import * as v from 'valibot';
import { isNumericType, type Field } from '../../../table/schema';
import { sqlName } from '../../../table/sql';
import { choiceField, columnField, groupsField } from '../../field';
import { asDouble, finiteColumnSql } from '../../number-column';
import { defineOperation, fieldsNamed, passColumn, type OutputColumn } from '../../operation';
import { dateField } from '../../date-column';
import { valueSql } from '../../value-column';
import { mostCommonSql } from './most-common';

const rules = ['mean', 'median', 'minimum', 'maximum', 'sum', 'first', 'last'] as const;

/** SQL over a column's values at one moment. */
function mergedSql(
	field: Field,
	numbers: (typeof rules)[number],
	others: 'most-common' | 'first' | 'last',
	row: string
): string {
	const isNumber = isNumericType(field.type);
	const x = isNumber ? finiteColumnSql(field) : valueSql(field);
	const rule = isNumber ? numbers : others;
	const names = { mean: 'avg', median: 'median', minimum: 'min', maximum: 'max', sum: 'sum' } as const;
	if (rule === 'most-common') return mostCommonSql(x);
	if (rule === 'first' || rule === 'last') return `${rule}(${x} ORDER BY ${row}) FILTER (${x} IS NOT NULL)`;
	return `${names[rule]}(${x})`;
}

export const mergeRepeatedTimes = defineOperation({
	id: 'merge-repeated-times',
	group: 'series',
	title: 'Merge rows of the same time',
	description:
		'Rows of a series at the same moment become one, at the place of the first: numbers by one rule, other columns by another, missing values aside. Rows without a moment become one too.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({
		time: columnField('temporal'),
		by: groupsField(),
		numbers: choiceField(rules, 'mean'),
		others: choiceField(['most-common', 'first', 'last'], 'first')
	}),
	query: ({ time, by, numbers, others }, input, _fitted, { row }) => {
		const keys = fieldsNamed(input, [...by, dateField(input, time).name]).map(({ name }) => name);
		return {
			columns: input.map((field): OutputColumn => {
				if (keys.includes(field.name)) return passColumn(field);
				const made = isNumericType(field.type) ? asDouble(field) : field;
				return {
					field: made,
					sql: `(${mergedSql(field, numbers, others, row)})::${made.type}`,
					from: [field.name, ...keys]
				};
			}),
			groupBy: keys.map(sqlName)
		};
	}
});
