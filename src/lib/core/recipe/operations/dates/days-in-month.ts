import { dateFunction } from './date-function';

export const daysInMonth = dateFunction({
	id: 'days-in-month',
	title: 'Days in the month',
	description: 'How many days the month has.',
	suffix: '_days_in_month',
	type: 'BIGINT',
	sql: (x) => `day(last_day(${x}))`
});
