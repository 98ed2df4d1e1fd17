import * as v from 'valibot';
import { optionalColumnsField, numberField } from '../../field';
import { defineOperation } from '../../operation';
import { valueSql } from '../../value-column';
import { chosen, dropLearned, DroppedSchema } from '../../dropped-columns';

export const dropMostlyMissing = defineOperation({
	id: 'drop-mostly-missing',
	group: 'columns',
	title: 'Drop columns with many missing values',
	description: 'Drops the columns of which more than the share `share` is missing in the rows learned from.',
	rows: 'each',
	params: v.strictObject({ share: numberField(0.5, { min: 0, max: 1 }), columns: optionalColumnsField() }),
	state: DroppedSchema,
	query: (_params, input, fitted) => dropLearned(input, fitted),
	portable: () => new Map(),
	fitSql: ({ columns }, input, from) =>
		`SELECT count(*) AS n, ${chosen(input, columns)
			.map((field, i) => `count(${valueSql(field)}) AS n${i}`)
			.join(', ')} FROM ${from}`,
	learn: ([row], { columns, share }, input) => ({
		columns: chosen(input, columns)
			.filter((_, i) => Number(row?.['n'] ?? 0) - Number(row?.[`n${i}`] ?? 0) > share * Number(row?.['n'] ?? 0))
			.map(({ name }) => name)
	})
});
