import * as v from 'valibot';
import { columnsField, numberField as numberParam, textField } from '../../field';
import { sqlValue } from '../../../table/sql';
import { defineOperation, withColumns } from '../../operation';
import { rollingColumn, rollingFields } from './rolling-values';

export const rollingQuantile = defineOperation({
	id: 'rolling-quantile',
	group: 'windows',
	title: 'Rolling quantile',
	description:
		'The quantile, by linear interpolation, of the values in the window that moves with the row. Missing values are not counted.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		columns: columnsField('number'),
		quantile: numberParam(0.9, { min: 0, max: 1 }),
		...rollingFields,
		suffix: textField('_rolling_quantile')
	}),
	query: (chosen, input, _fitted, { row }) => ({
		columns: withColumns(
			input,
			chosen.columns.map((name) =>
				rollingColumn(
					'rolling-quantile',
					name,
					chosen,
					input,
					row,
					(x, over) => `quantile_cont(${x}, ${sqlValue(chosen.quantile)}) ${over}`
				)
			)
		)
	})
});
