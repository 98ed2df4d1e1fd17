import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, numberField as numberParam } from '../../field';
import { finiteColumnSql, numberField } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';

/** sin and cos of 2 pi x / period: the ends of a cycle lie side by side. */
export const cyclic = defineOperation({
	id: 'cyclic',
	group: 'numbers',
	title: 'Put on a circle',
	description:
		'Adds the sine and the cosine of a number that goes round, such as an hour with a `period` of 24: 23 and 0 are then neighbours.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('number'), period: numberParam(24, { min: Number.MIN_VALUE }) }),
	query: ({ columns, period }, input) => ({
		columns: withColumns(
			input,
			columns.flatMap((name) => {
				const turn = `2e0 * pi() * (${finiteColumnSql(numberField(input, name))} / ${sqlValue(period)})`;
				return ['sin', 'cos'].map((fn) => ({
					field: { name: `${name}_${fn}`, type: 'DOUBLE', kind: 'numeric' as const },
					sql: `CASE WHEN isfinite(${turn}) THEN ${fn}(${turn}) END`,
					from: [name]
				}));
			})
		)
	})
});
