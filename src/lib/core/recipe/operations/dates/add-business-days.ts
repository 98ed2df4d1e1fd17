import * as v from 'valibot';
import { eachDate } from '../../date-column';
import { columnsField, numberField as numberParam, optionalValuesField, textField } from '../../field';
import { defineOperation } from '../../operation';
import { nthBusinessDaySql } from './business-days';

export const addBusinessDays = defineOperation({
	id: 'add-business-days',
	group: 'dates',
	title: 'Add business days',
	description:
		'The n-th day after (before, when n is negative) that is from Monday to Friday and no holiday; n = 0 leaves the day.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('temporal'),
		count: numberParam(5, { integer: true, min: -1000, max: 1000 }),
		holidays: optionalValuesField(),
		suffix: textField('_business')
	}),
	query: (chosen, input) =>
		eachDate(chosen, input, 'DATE', (x) =>
			nthBusinessDaySql('add-business-days', x, chosen.count, chosen.holidays ?? [])
		)
});
