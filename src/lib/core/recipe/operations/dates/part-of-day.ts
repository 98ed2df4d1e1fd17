import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { eachDate } from '../../date-column';
import { choiceField, columnsField, numberField as numberParam, textField } from '../../field';
import { defineOperation } from '../../operation';

export const partOfDay = defineOperation({
	id: 'part-of-day',
	group: 'dates',
	title: 'Part of the day',
	description:
		'night (0 to 5), morning (6 to 11), afternoon (12 to 17) or evening (18 to 23), by the hour; the hours at which they begin can be changed.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('temporal'),
		morning: hourField(6),
		afternoon: hourField(12),
		evening: hourField(18),
		night: hourField(0),
		language: choiceField(['en', 'ja'], 'en'),
		suffix: textField('_part_of_day')
	}),
	query: (chosen, input) => {
		const names = partNames[chosen.language];
		const starts = dayParts.map((part) => ({ at: chosen[part], name: names[part] })).sort((a, b) => b.at - a.at);
		const last = starts[0]?.name ?? '';
		return eachDate(
			chosen,
			input,
			'VARCHAR',
			(x) =>
				`CASE WHEN ${x} IS NULL THEN NULL ${starts.map(({ at, name }) => `WHEN hour(${x}) >= ${at} THEN ${sqlValue(name)}`).join(' ')} ELSE ${sqlValue(last)} END`
		);
	}
});
const dayParts = ['morning', 'afternoon', 'evening', 'night'] as const;
const partNames = {
	en: { morning: 'morning', afternoon: 'afternoon', evening: 'evening', night: 'night' },
	ja: { morning: '朝', afternoon: '昼', evening: '夜', night: '深夜' }
};

function hourField(initial: number) {
	return numberParam(initial, { integer: true, min: 0, max: 23 });
}
