import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { eachDate } from '../../date-column';
import { choiceField, columnsField, textField } from '../../field';
import { defineOperation } from '../../operation';

export const monthName = defineOperation({
	id: 'month-name',
	group: 'dates',
	title: 'Name of the month',
	description: 'The name of the month in English or Japanese, whole or short.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('temporal'),
		language: choiceField(['en', 'ja'], 'en'),
		length: choiceField(['full', 'short'], 'full'),
		suffix: textField('_month_name')
	}),
	query: (chosen, input) =>
		eachDate(
			chosen,
			input,
			'VARCHAR',
			(x) => `[${monthNames[chosen.language][chosen.length].map(sqlValue).join(', ')}][month(${x})]`
		)
});
const english = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December'
];
const japanese = english.map((_, i) => `${i + 1}月`);
const monthNames = {
	en: { full: english, short: english.map((name) => name.slice(0, 3)) },
	ja: { full: japanese, short: japanese }
};
