import * as v from 'valibot';
import { optionalColumnsField } from '../../field';
import { defineOperation } from '../../operation';
import { valueSql } from '../../value-column';
import { chosen, dropLearned, DroppedSchema } from '../../dropped-columns';

export const dropConstant = defineOperation({
	id: 'drop-constant',
	group: 'columns',
	title: 'Drop constant columns',
	description: 'Drops the columns that hold one value at most in the rows learned from; missing values do not count.',
	rows: 'each',
	params: v.strictObject({ columns: optionalColumnsField() }),
	state: DroppedSchema,
	query: (_params, input, fitted) => dropLearned(input, fitted),
	portable: () => new Map(),
	fitSql: ({ columns }, input, from) =>
		`SELECT ${chosen(input, columns)
			.map((field, i) => `count(DISTINCT ${valueSql(field)}) AS n${i}`)
			.join(', ')} FROM ${from}`,
	learn: ([row], { columns }, input) => ({
		columns: chosen(input, columns)
			.filter((_, i) => Number(row?.[`n${i}`] ?? 0) <= 1)
			.map(({ name }) => name)
	})
});
