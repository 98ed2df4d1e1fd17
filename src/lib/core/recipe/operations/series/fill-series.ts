import * as v from 'valibot';
import { isNumericType } from '../../../table/schema';
import { choiceField, columnsField, numberField as numberParam, optionalValueField } from '../../field';
import { gapSql, placeSql } from '../../linear-fill';
import { asDouble, finiteColumnSql, kindOfType } from '../../number-column';
import { defineOperation, fieldNamed, fieldsNamed, withColumns } from '../../operation';
import { valueToStore } from '../../stored-value';
import { valueSql } from '../../value-column';
import { windowFields, windowFrom, windowOf } from '../../window';
import { mostCommonSql } from './most-common';

export const fillSeries = defineOperation({
	id: 'fill-series',
	group: 'series',
	title: 'Fill gaps of series, and drop sparse ones',
	description:
		'Fills missing values along each series: with the value before or after, the nearest, the line between, the most common of the series (ties: the smallest), or a value. What that leaves at the ends stays, or takes the nearest. A series with a larger share missing than `dropAbove` in any column is dropped first.',
	rows: 'fewer',
	readsOrder: true,
	params: v.strictObject({
		columns: columnsField(),
		method: choiceField(['previous', 'next', 'nearest', 'linear', 'most-common', 'constant'], 'previous'),
		value: optionalValueField({ field: 'method', is: ['constant'] }),
		leftOver: choiceField(['missing', 'nearest'], 'missing'),
		...windowFields,
		dropAbove: numberParam(1, { min: 0, max: 1 })
	}),
	query: (params, input, _fitted, { row }) => {
		const { columns, method, value, leftOver, dropAbove } = params;
		const { groups, places, whole } = windowOf(params, input, row);
		const place = method === 'linear' ? placeSql(params.order, input, row) : `${row}::DOUBLE`;
		const gapsOf = fieldsNamed(input, columns).map(
			(field) => `count(*) ${whole} - count(${valueSql(field)}) ${whole} > ${dropAbove}e0 * count(*) ${whole}`
		);
		return {
			columns: withColumns(
				input,
				columns.map((name) => {
					const field = fieldNamed(input, name);
					const isLine = method === 'linear' && isNumericType(field.type);
					const x = isLine ? finiteColumnSql(field) : valueSql(field);
					const gap = gapSql(x, place, groups, places);
					const fills = {
						previous: gap.previous,
						next: gap.next,
						nearest: gap.nearest,
						linear: isLine ? gap.line : gap.previous,
						'most-common': mostCommonSql(x, whole),
						constant: method === 'constant' ? valueToStore('fill-series', 'value', field, value ?? '') : 'NULL'
					};
					const made = isLine ? asDouble(field) : field;
					const left = leftOver === 'nearest' ? [gap.previous, gap.next] : [];
					return {
						field: { ...made, kind: isLine ? kindOfType(made.type) : field.kind },
						sql: `(coalesce(${[x, fills[method], ...left].join(', ')}))::${made.type}`,
						from: [name, ...windowFrom(params)]
					};
				})
			),
			...(dropAbove < 1 && { qualify: `NOT (${gapsOf.join(' OR ')})` })
		};
	}
});
