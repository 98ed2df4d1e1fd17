import * as v from 'valibot';
import { columnsField, textField } from '../../field';
import { asDouble, finiteColumnSql, numberField } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';
import { windowFields, windowFrom, windowOf } from '../../window';

export const cumulativeDeviationFromMean = defineOperation({
	id: 'cumulative-deviation-from-mean',
	group: 'series',
	title: 'Cumulative deviation from the mean',
	description:
		'The sum, up to this row, of how far the values lie off the mean of their series (CUSUM): where it turns, the level changed. Missing values add nothing.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({ columns: columnsField('number'), ...windowFields, suffix: textField('_cusum') }),
	query: (params, input, _fitted, { row }) => {
		const { sofar, whole } = windowOf(params, input, row);
		return {
			columns: withColumns(
				input,
				params.columns.map((name) => {
					const field = numberField(input, name);
					const x = finiteColumnSql(field);
					return {
						field: { ...asDouble(field), name: `${name}${params.suffix}` },
						sql: `sum(${x}) ${sofar} - count(${x}) ${sofar} * avg(${x}) ${whole}`,
						from: [name, ...windowFrom(params)]
					};
				})
			)
		};
	}
});
