import * as v from 'valibot';
import { columnsField } from '../../field';
import { defineOperation, fieldsNamed, passColumn } from '../../operation';
import { valueSql } from '../../value-column';
import { windowFields, windowOf } from '../../window';

export const trimSeries = defineOperation({
	id: 'trim-series',
	group: 'series',
	title: 'Trim series',
	description:
		'Drops the rows at the start and at the end of each series where all of the columns are missing; gaps in between stay.',
	rows: 'fewer',
	readsOrder: true,
	params: v.strictObject({ columns: columnsField(), ...windowFields }),
	query: (params, input, _fitted, { row }) => {
		const { sofar, over } = windowOf(params, input, row);
		const any = `coalesce(${fieldsNamed(input, params.columns)
			.map((field) => `${valueSql(field)}::VARCHAR`)
			.join(', ')})`;
		return {
			columns: input.map(passColumn),
			qualify: `count(${any}) ${sofar} > 0 AND count(${any}) ${over('ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING')} > 0`
		};
	},
	portable: () => new Map()
});
