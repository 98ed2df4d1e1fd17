import * as v from 'valibot';
import { choiceField, columnsField, optionalColumnField } from '../../field';
import { isTemporalType } from '../../../table/schema';
import { columnSql } from '../../formula/compile';
import { asDouble, finiteColumnSql, numberField } from '../../number-column';
import { defineOperation, fieldNamed, withColumns } from '../../operation';
import { alongFrom, alongSql } from './along';

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
		const { partition, order } = alongSql(params, input, row);
		const place = placeSql(params.order, input, row);
		const before = `OVER (${partition}${order} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`;
		const after = `OVER (${partition}${order} ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)`;
		return {
			columns: withColumns(
				input,
				params.columns.map((name) => {
					const field = numberField(input, name);
					const x = finiteColumnSql(field);
					const there = `CASE WHEN ${x} IS NOT NULL THEN ${place} END`;
					const [y0, y1] = [`last_value(${x} IGNORE NULLS) ${before}`, `first_value(${x} IGNORE NULLS) ${after}`];
					const [t0, t1] = [
						`last_value(${there} IGNORE NULLS) ${before}`,
						`first_value(${there} IGNORE NULLS) ${after}`
					];
					const line = `${y0} + (${y1} - ${y0}) * ((${place} - ${t0}) / nullif(${t1} - ${t0}, 0))`;
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

/** SQL of the place along the order, as a number: seconds for dates. */
function placeSql(order: string | undefined, input: Parameters<typeof numberField>[0], row: string): string {
	if (order === undefined) return `${row}::DOUBLE`;
	const field = fieldNamed(input, order);
	return isTemporalType(field.type) ? `epoch(${columnSql(field)})` : finiteColumnSql(numberField(input, order));
}
