import { defineOperation } from '../../operation';
import { shiftParams, shiftedDates } from './date-shift';

export const subtractTime = defineOperation({
	id: 'subtract-time',
	group: 'dates',
	title: 'Subtract time',
	description:
		'Takes away years, months, days, hours ... A month before is the same day of the month before, or its last day. Out of the range of dates: missing.',
	rows: 'each',
	params: shiftParams,
	query: (chosen, input) => shiftedDates(chosen, input, -1)
});
