import * as v from 'valibot';
import { columnsField, groupsField, numberField as numberParam } from '../../field';
import { defineOperation, fieldsNamed, passColumn } from '../../operation';
import { valueSql } from '../../value-column';
import { windowOf } from '../../window';

export const dropSparseSeries = defineOperation({
	id: 'drop-sparse-series',
	group: 'series',
	title: 'Drop series with many gaps',
	description: 'Drops the series in which a larger share than this of the values of any of the columns is missing.',
	rows: 'fewer',
	readsOrder: true,
	params: v.strictObject({ columns: columnsField(), by: groupsField(), most: numberParam(0.5, { min: 0, max: 1 }) }),
	query: ({ columns, by, most }, input, _fitted, { row }) => {
		const { whole } = windowOf({ by }, input, row);
		const few = fieldsNamed(input, columns)
			.map(valueSql)
			.map((x) => `count(*) ${whole} - count(${x}) ${whole} <= ${most}e0 * count(*) ${whole}`);
		return { columns: input.map(passColumn), qualify: few.join(' AND ') };
	},
	portable: () => new Map()
});
