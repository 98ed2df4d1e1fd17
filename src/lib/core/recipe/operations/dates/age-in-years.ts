import * as v from 'valibot';
import { eachDate, optionalMomentSql } from '../../date-column';
import { columnsField, optionalColumnField, textField } from '../../field';
import { defineOperation } from '../../operation';
import { fixedMoment } from './fixed-moment';

export const ageInYears = defineOperation({
	id: 'age-in-years',
	group: 'dates',
	title: 'Age in years',
	description:
		'Birthdays had by a day: a date column, or a fixed date. Who was born on 29 February has a birthday on 1 March in other years. Before birth: missing.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('temporal'),
		at: optionalColumnField('temporal'),
		on: textField('2026-01-01'),
		suffix: textField('_age')
	}),
	query: (chosen, input) => {
		const at = optionalMomentSql(input, chosen.at) ?? fixedMoment('age-in-years', 'on', chosen.on);
		const day = (x: string) => `(month(${x}) * 100 + day(${x}))`;
		return eachDate(
			chosen,
			input,
			'BIGINT',
			(x) => `CASE WHEN ${at}::DATE >= ${x}::DATE THEN year(${at}) - year(${x}) - (${day(at)} < ${day(x)})::BIGINT END`,
			chosen.at === undefined ? [] : [chosen.at]
		);
	}
});
