import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { eachDate } from '../../date-column';
import { choiceField, columnsField, textField } from '../../field';
import { defineOperation } from '../../operation';

export const dayName = defineOperation({
	id: 'day-name',
	group: 'dates',
	title: 'Name of the day',
	description: 'The name of the weekday in English or Japanese, whole or short.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('temporal'),
		language: choiceField(['en', 'ja'], 'en'),
		length: choiceField(['full', 'short'], 'full'),
		suffix: textField('_day_name')
	}),
	query: (chosen, input) =>
		eachDate(
			chosen,
			input,
			'VARCHAR',
			(x) => `[${dayNames[chosen.language][chosen.length].map(sqlValue).join(', ')}][isodow(${x})]`
		)
});
const english = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const japanese = Array.from('月火水木金土日');
const dayNames = {
	en: { full: english, short: english.map((name) => name.slice(0, 3)) },
	ja: { full: japanese.map((name) => `${name}曜日`), short: japanese }
};
