import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { eachDate } from '../../date-column';
import { choiceField, columnsField, textField } from '../../field';
import { defineOperation } from '../../operation';

export const season = defineOperation({
	id: 'season',
	group: 'dates',
	title: 'Season',
	description:
		'spring, summer, autumn or winter by whole months: spring is March to May in the north, September to November in the south.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('temporal'),
		hemisphere: choiceField(['north', 'south'], 'north'),
		language: choiceField(['en', 'ja'], 'en'),
		suffix: textField('_season')
	}),
	query: (chosen, input) => {
		const shift = chosen.hemisphere === 'north' ? 0 : 6;
		return eachDate(
			chosen,
			input,
			'VARCHAR',
			(x) => `[${seasons[chosen.language].map(sqlValue).join(', ')}][((month(${x}) + ${shift}) % 12) // 3 + 1]`
		);
	}
});
const seasons = { en: ['winter', 'spring', 'summer', 'autumn'], ja: ['冬', '春', '夏', '秋'] };
