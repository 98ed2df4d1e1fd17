import * as v from 'valibot';
import { eachDate } from '../../date-column';
import { choiceField, columnsField, textField } from '../../field';
import { defineOperation } from '../../operation';
import { eraSql } from './era';

export const japaneseEra = defineOperation({
	id: 'japanese-era',
	group: 'dates',
	title: 'Japanese era',
	description:
		'Writes dates by the Japanese calendar from 1868-01-25: 令和6年5月1日, 令和6年, R6.5.1, the era alone or the year in it. The first year is 元年. Earlier: missing.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('temporal'),
		style: choiceField(['date', 'year', 'short', 'name', 'number'], 'date'),
		suffix: textField('_era')
	}),
	query: (chosen, input) =>
		eachDate(chosen, input, chosen.style === 'number' ? 'BIGINT' : 'VARCHAR', (x) => eraSql(chosen.style, x))
});
