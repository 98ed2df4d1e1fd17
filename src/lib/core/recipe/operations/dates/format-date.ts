import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { eachDate } from '../../date-column';
import { columnsField, textField } from '../../field';
import { defineOperation } from '../../operation';
import { dateFormatField } from './date-format';

export const formatDate = defineOperation({
	id: 'format-date',
	group: 'dates',
	title: 'Write dates as text',
	description:
		'By a format as of strftime: %Y year, %m month, %d day, %H hour, %M minute, %S second, %a and %A weekday, %b and %B month, %j day of the year; %-d without a zero.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('temporal'),
		format: dateFormatField('%Y-%m-%d'),
		suffix: textField('_text')
	}),
	query: (chosen, input) => eachDate(chosen, input, 'VARCHAR', (x) => `strftime(${x}, ${sqlValue(chosen.format)})`)
});
