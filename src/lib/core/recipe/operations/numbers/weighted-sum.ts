import * as v from 'valibot';
import { AppError } from '../../../errors';
import { sqlValue } from '../../../table/sql';
import { booleanField, columnsField, initialNameField, optionalNumbersField } from '../../field';
import { finiteColumnSql, finiteSql, numberField } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';

export const weightedSum = defineOperation({
	id: 'weighted-sum',
	group: 'numbers',
	title: 'Weighted sum of columns',
	description:
		'Adds columns up, each times its weight (in the order of the columns; 1 each when left out). With `mean` the sum is divided by the ' +
		'sum of the weights. Missing where any column is.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		weights: optionalNumbersField(),
		mean: booleanField(false),
		name: initialNameField('score')
	}),
	query: ({ columns, weights = columns.map(() => 1), mean, name }, input) => {
		if (weights.length !== columns.length)
			throw new AppError('recipe/params-invalid', {
				op: 'weighted-sum',
				field: 'weights',
				wanted: `${columns.length} numbers`,
				found: weights.length
			});
		const terms = columns.map(
			(column, i) => `${sqlValue(weights[i] ?? 0)} * ${finiteColumnSql(numberField(input, column))}`
		);
		const total = weights.reduce((sum, weight) => sum + weight, 0);
		const sum = `(${terms.join(' + ')})`;
		return {
			columns: withColumns(input, [
				{
					field: { name, type: 'DOUBLE', kind: 'numeric' },
					sql: finiteSql(mean ? `(${sum} / nullif(${sqlValue(total)}, 0))` : sum),
					from: columns
				}
			])
		};
	}
});
