import { defineOperation } from '../../operation';
import { shiftParams, shiftedDates } from './date-shift';

export const addTime = defineOperation({
	id: 'add-time',
	group: 'dates',
	title: 'Add time',
	description:
		'Adds years, months, days, hours ... A month later is the same day of the next month, or its last day. Out of the range of dates: missing.',
	rows: 'each',
	params: shiftParams,
	query: (chosen, input) => shiftedDates(chosen, input, 1)
});
