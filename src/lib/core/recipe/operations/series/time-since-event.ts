import * as v from 'valibot';
import { momentSql } from '../../date-column';
import { dateUnits, differenceSql } from '../../date-units';
import { choiceField, columnField, formulaField, groupsField, initialNameField } from '../../field';
import { checkFormula, columnsOf } from '../../formula/check';
import { formulaSql } from '../../formula/compile';
import { defineOperation, withColumns } from '../../operation';
import { windowOf } from '../../window';

export const timeSinceEvent = defineOperation({
	id: 'time-since-event',
	group: 'series',
	title: 'Time since the last event',
	description:
		'How long ago, with the fraction, a condition last held in the series, in the order of time: 0 where it holds, missing before it has ever held. A missing condition does not hold.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		time: columnField('temporal'),
		condition: formulaField('boolean'),
		unit: choiceField(dateUnits, 'day'),
		by: groupsField(),
		name: initialNameField('time_since_event')
	}),
	query: ({ time, condition, unit, by, name }, input, _fitted, { row }) => {
		const moment = momentSql(input, time);
		const event = checkFormula(condition, input, 'boolean');
		const { sofar } = windowOf({ order: time, by }, input, row);
		const last = `max(${moment}) FILTER (${formulaSql(event)}) ${sofar}`;
		return {
			columns: withColumns(input, [
				{
					field: { name, type: 'DOUBLE', kind: 'numeric' },
					sql: `(${differenceSql('exact', unit, last, moment)})::DOUBLE`,
					from: [time, ...columnsOf(event), ...by]
				}
			])
		};
	}
});
