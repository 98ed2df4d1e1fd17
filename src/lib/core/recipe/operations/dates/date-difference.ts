import * as v from 'valibot';
import { momentSql } from '../../date-column';
import { dateUnits, differenceMethods, differenceSql, secondsOf } from '../../date-units';
import { choiceField, columnField, initialNameField } from '../../field';
import { defineOperation, withColumns } from '../../operation';

export const dateDifference = defineOperation({
	id: 'date-difference',
	group: 'dates',
	title: 'Time between two dates',
	description:
		'From one column to another, in units gone by (complete), with fractions (exact: months and years by their mean length), or as often as the unit changed (boundaries). Negative when the second is earlier.',
	rows: 'each',
	params: v.strictObject({
		from: columnField('temporal'),
		to: columnField('temporal'),
		unit: choiceField(dateUnits, 'day'),
		method: choiceField(differenceMethods, 'complete'),
		name: initialNameField('difference')
	}),
	query: ({ from, to, unit, method, name }, input) => ({
		columns: withColumns(input, [
			{
				field: { name, type: method === 'exact' ? 'DOUBLE' : 'BIGINT', kind: 'numeric' },
				sql: differenceSql(method, unit, momentSql(input, from), momentSql(input, to)),
				from: [from, to]
			}
		])
	}),
	portable: ({ from, to, unit, method, name }, _input, _fitted, graph, values) => {
		const [a, b] = [values.get(from), values.get(to)];
		return new Map(
			method === 'exact' && a && b
				? [
						[
							name,
							graph.binary(
								'divide',
								graph.binary('divide', graph.binary('subtract', b, a), graph.number(1000)),
								graph.number(secondsOf[unit])
							)
						] as const
					]
				: []
		);
	}
});
