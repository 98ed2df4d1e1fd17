import * as v from 'valibot';
import { momentSql } from '../../date-column';
import { dateUnits, intervalSql } from '../../date-units';
import { choiceField, columnField, groupsField, initialNameField, numberField as numberParam } from '../../field';
import { defineOperation, withColumns } from '../../operation';
import { windowOf } from '../../window';

export const markTimeGaps = defineOperation({
	id: 'mark-time-gaps',
	group: 'series',
	title: 'Mark gaps in time',
	description:
		'Whether more than a length of time lies between the row and the one before it in its series, in the order of time; the first has no gap.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		time: columnField('temporal'),
		every: numberParam(1, { integer: true, min: 1, max: 1_000_000 }),
		unit: choiceField(dateUnits, 'day'),
		by: groupsField(),
		name: initialNameField('after_gap')
	}),
	query: ({ time, every, unit, by, name }, input, _fitted, { row }) => {
		const moment = momentSql(input, time);
		const { over } = windowOf({ order: time, by }, input, row);
		return {
			columns: withColumns(input, [
				{
					field: { name, type: 'BOOLEAN', kind: 'boolean' },
					sql: `coalesce(${moment} > lag(${moment}) ${over()} + ${intervalSql(every, unit)}, FALSE)`,
					from: [time, ...by]
				}
			])
		};
	}
});
