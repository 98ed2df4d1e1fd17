import * as v from 'valibot';
import { choiceField, columnsField, textField } from '../../field';
import { placeSql } from '../../linear-fill';
import { asDouble, finiteColumnSql, numberField } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';
import { windowFields, windowFrom, windowOf } from '../../window';

export const detrend = defineOperation({
	id: 'detrend',
	group: 'series',
	title: 'Remove the trend',
	description:
		'Takes the straight line of least squares along the order (a date, a number, else the rows) away from the values of each series, or only their mean. It reads all rows of the series, those to come too. Missing values stay missing.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		columns: columnsField('number'),
		trend: choiceField(['linear', 'mean'], 'linear'),
		...windowFields,
		suffix: textField('_detrended')
	}),
	query: (params, input, _fitted, { row }) => {
		const { whole } = windowOf(params, input, row);
		const t = placeSql(params.order, input, row);
		return {
			columns: withColumns(
				input,
				params.columns.map((name) => {
					const field = numberField(input, name);
					const x = finiteColumnSql(field);
					const there = `CASE WHEN ${x} IS NOT NULL THEN ${t} END`;
					const line = `coalesce(regr_slope(${x}, ${t}) ${whole}, 0) * (${t} - avg(${there}) ${whole})`;
					return {
						field: { ...asDouble(field), name: `${name}${params.suffix}` },
						sql: `${x} - avg(${x}) ${whole}${params.trend === 'linear' ? ` - ${line}` : ''}`,
						from: [name, ...windowFrom(params)]
					};
				})
			)
		};
	}
});
