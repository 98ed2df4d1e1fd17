import * as v from 'valibot';
import { choiceField, columnsField, optionalColumnField } from '../../field';
import { columnSql } from '../../formula/compile';
import { asDouble, finiteColumnSql, numberField } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';
import { gapSql, placeSql } from '../../linear-fill';
import { windowOf } from '../../window';
import { alongFrom } from './along';

export const interpolate = defineOperation({
	id: 'interpolate',
	group: 'missing',
	title: 'Interpolate',
	description:
		'Fills missing numbers on the straight line between the values before and after them, by the distances along `order` (a number or a ' +
		'date; else the order of the rows), within `by`. `ends`: before the first and after the last value stay missing, or take it.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		columns: columnsField('number'),
		order: optionalColumnField('any'),
		by: optionalColumnField('any'),
		ends: choiceField(['missing', 'nearest'], 'missing')
	}),
	query: (params, input, _fitted, { row }) => {
		const { groups, places: order } = windowOf(
			{ order: params.order, by: params.by === undefined ? [] : [params.by] },
			input,
			row
		);
		const place = placeSql(params.order, input, row);
		return {
			columns: withColumns(
				input,
				params.columns.map((name) => {
					const field = numberField(input, name);
					const x = finiteColumnSql(field);
					const { previous: y0, next: y1, line } = gapSql(x, place, groups, order);
					const ends = params.ends === 'nearest' ? [y0, y1] : [`CASE WHEN ${y1} IS NOT NULL THEN ${y0} END`];
					return {
						field: asDouble(field),
						sql: `coalesce(${[columnSql(field), line, ...ends].join(', ')})`,
						from: [name, ...alongFrom(params)]
					};
				})
			)
		};
	}
});
