import * as v from 'valibot';
import { dateUnits, intervalSql } from '../../date-units';
import { choiceField, initialNameField, numberField as numberParam, textField } from '../../field';
import { defineOperation, withColumns } from '../../operation';
import { fixedMoment } from './fixed-moment';

export const dateSequence = defineOperation({
	id: 'date-sequence',
	group: 'dates',
	title: 'Column of dates',
	description:
		'A column that counts on from a date by a step, row by row in their order: the first row has the date itself.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		start: textField('2024-01-01'),
		every: numberParam(1, { integer: true, min: -1_000_000, max: 1_000_000 }),
		unit: choiceField(dateUnits, 'day'),
		name: initialNameField('date')
	}),
	query: ({ start, every, unit, name }, input, _fitted, { row }) => ({
		columns: withColumns(input, [
			{
				field: { name, type: 'TIMESTAMP', kind: 'datetime' },
				sql: `try(${fixedMoment('date-sequence', 'start', start)} + ${intervalSql(`((row_number() OVER (ORDER BY ${row}) - 1) * (${every}))`, unit)})`,
				from: []
			}
		])
	})
});
