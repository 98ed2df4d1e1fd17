import * as v from 'valibot';
import { isNumericType } from '../../../table/schema';
import { chosen, dropLearned, DroppedSchema } from '../../dropped-columns';
import { numberField, optionalColumnsField } from '../../field';
import { finiteColumnSql } from '../../number-column';
import { defineOperation } from '../../operation';

export const dropLowVariance = defineOperation({
	id: 'drop-low-variance',
	group: 'columns',
	title: 'Drop columns that hardly vary',
	description:
		'Drops the number columns whose variance (of the population) in the rows learned from is `threshold` or less. Columns in larger units vary more: scale them first.',
	rows: 'each',
	params: v.strictObject({ threshold: numberField(0.01, { min: 0 }), columns: optionalColumnsField('number') }),
	state: DroppedSchema,
	query: (_params, input, fitted) => dropLearned(input, fitted),
	portable: () => new Map(),
	fitSql: ({ columns }, input, from) => {
		const parts = chosen(input, columns)
			.filter(({ type }) => isNumericType(type))
			.map((field, i) => `var_pop(${finiteColumnSql(field)}) AS n${i}`);
		return `SELECT ${parts.length === 0 ? '0 AS none' : parts.join(', ')} FROM ${from}`;
	},
	learn: ([row], { columns, threshold }, input) => ({
		columns: chosen(input, columns)
			.filter(({ type }) => isNumericType(type))
			.filter((_, i) => Number(row?.[`n${i}`] ?? 0) <= threshold)
			.map(({ name }) => name)
	})
});
