import * as v from 'valibot';
import { eachDate } from '../../date-column';
import { columnsField, textField, valuesField } from '../../field';
import { defineOperation } from '../../operation';
import { holidayDays } from './business-days';

export const markDates = defineOperation({
	id: 'mark-dates',
	group: 'dates',
	title: 'Mark holidays and other dates',
	description:
		'Whether the day is one of a list of days, written 2024-01-01. A day in the list that is none is refused.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('temporal'), dates: valuesField(), suffix: textField('_is_holiday') }),
	query: (chosen, input) => {
		const days = holidayDays('mark-dates', 'dates', chosen.dates);
		return eachDate(chosen, input, 'BOOLEAN', (x) => `${x}::DATE IN ${days}`);
	}
});
