import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { choiceField, columnField, initialNameField, numberField as numberParam } from '../../field';
import { finiteColumnSql, numberField } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';
import { windowFields, windowFrom, windowOf } from '../../window';

export const markCrossings = defineOperation({
	id: 'mark-crossings',
	group: 'series',
	title: 'Mark crossings of a level',
	description:
		'Whether the value went over a level (above it, where the last value before was not), or under it, since the last value that is not missing.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		column: columnField('number'),
		level: numberParam(0),
		way: choiceField(['up', 'down', 'both'], 'both'),
		...windowFields,
		name: initialNameField('crossed')
	}),
	query: (params, input, _fitted, { row }) => {
		const { over } = windowOf(params, input, row);
		const x = finiteColumnSql(numberField(input, params.column));
		const level = sqlValue(params.level);
		const before = `last_value(${x} IGNORE NULLS) ${over('ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING')}`;
		const crossed = {
			up: `${x} > ${level} AND ${before} <= ${level}`,
			down: `${x} <= ${level} AND ${before} > ${level}`,
			both: `(${x} > ${level}) <> (${before} > ${level})`
		};
		return {
			columns: withColumns(input, [
				{
					field: { name: params.name, type: 'BOOLEAN', kind: 'boolean' },
					sql: `coalesce(${crossed[params.way]}, FALSE)`,
					from: [params.column, ...windowFrom(params)]
				}
			])
		};
	}
});
