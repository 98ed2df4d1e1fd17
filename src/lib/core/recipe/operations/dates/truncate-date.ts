import * as v from 'valibot';
import { eachDate } from '../../date-column';
import { dateUnits } from '../../date-units';
import { choiceField, columnsField, optionalTextField } from '../../field';
import { defineOperation } from '../../operation';

export const truncateDate = defineOperation({
	id: 'truncate-date',
	group: 'dates',
	title: 'Truncate dates',
	description: 'The start of the year, month, week (Monday), day, hour ... that holds the moment.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('temporal'),
		unit: choiceField(dateUnits, 'day'),
		suffix: optionalTextField()
	}),
	query: (chosen, input) => eachDate(chosen, input, 'TIMESTAMP', (x) => `date_trunc('${chosen.unit}', ${x})`)
});
