import * as v from 'valibot';
import { eachDate } from '../../date-column';
import { columnsField, optionalValuesField, textField } from '../../field';
import { defineOperation } from '../../operation';
import { holidayDays } from './business-days';

export const isBusinessDay = defineOperation({
	id: 'is-business-day',
	group: 'dates',
	title: 'Is a business day',
	description: 'Whether it is a day from Monday to Friday and no holiday.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('temporal'),
		holidays: optionalValuesField(),
		suffix: textField('_is_business_day')
	}),
	query: (chosen, input) => {
		const { holidays = [] } = chosen;
		const isFree = holidays.length === 0 ? '' : ` AND `;
		const days = isFree && holidayDays('is-business-day', 'holidays', holidays);
		return eachDate(
			chosen,
			input,
			'BOOLEAN',
			(x) => `isodow(${x}) <= 5${days ? ` AND ${x}::DATE NOT IN ${days}` : ''}`
		);
	}
});
