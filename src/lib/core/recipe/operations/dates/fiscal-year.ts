import * as v from 'valibot';
import { eachDate } from '../../date-column';
import { choiceField, columnsField, numberField as numberParam, textField } from '../../field';
import { defineOperation } from '../../operation';

export const fiscalYear = defineOperation({
	id: 'fiscal-year',
	group: 'dates',
	title: 'Fiscal year',
	description:
		'The year of accounts, which begins in a month of your choice (April in Japan): named after the calendar year it begins or ends in.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('temporal'),
		firstMonth: numberParam(4, { integer: true, min: 1, max: 12 }),
		named: choiceField(['start', 'end'], 'start'),
		suffix: textField('_fiscal_year')
	}),
	query: (chosen, input) => {
		const { firstMonth, named } = chosen;
		const back = named === 'end' && firstMonth > 1 ? 1 : 0;
		return eachDate(chosen, input, 'BIGINT', (x) => `year(${x}) - (month(${x}) < ${firstMonth})::BIGINT + ${back}`);
	}
});
