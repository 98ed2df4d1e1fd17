import * as v from 'valibot';
import { eachDate } from '../../date-column';
import { columnsField, numberField as numberParam, textField } from '../../field';
import { defineOperation } from '../../operation';

export const fiscalQuarter = defineOperation({
	id: 'fiscal-quarter',
	group: 'dates',
	title: 'Fiscal quarter',
	description: '1 to 4, counted from the first month of the fiscal year.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('temporal'),
		firstMonth: numberParam(4, { integer: true, min: 1, max: 12 }),
		suffix: textField('_fiscal_quarter')
	}),
	query: (chosen, input) =>
		eachDate(chosen, input, 'BIGINT', (x) => `((month(${x}) + 12 - ${chosen.firstMonth}) % 12) // 3 + 1`)
});
