import * as v from 'valibot';
import { eachDate } from '../../date-column';
import { dateUnits, differenceMethods, differenceSql } from '../../date-units';
import { choiceField, columnsField, textField } from '../../field';
import { defineOperation } from '../../operation';
import { fixedMoment } from './fixed-moment';

export const timeSinceDate = defineOperation({
	id: 'time-since-date',
	group: 'dates',
	title: 'Time since a date',
	description:
		'From a fixed date, written 2020-01-31 or 2020-01-31 12:00, to the column; negative before it. Units as in date-difference.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('temporal'),
		date: textField('2000-01-01'),
		unit: choiceField(dateUnits, 'day'),
		method: choiceField(differenceMethods, 'complete'),
		suffix: textField('_since')
	}),
	query: (chosen, input) =>
		eachDate(chosen, input, chosen.method === 'exact' ? 'DOUBLE' : 'BIGINT', (x) =>
			differenceSql(chosen.method, chosen.unit, fixedMoment('time-since-date', 'date', chosen.date), x)
		)
});
