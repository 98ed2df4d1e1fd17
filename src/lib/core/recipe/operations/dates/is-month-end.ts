import { dateFunction } from './date-function';

export const isMonthEnd = dateFunction({
	id: 'is-month-end',
	title: 'Is the last of a month',
	description: 'Whether it is the last day of its month.',
	suffix: '_is_month_end',
	type: 'BOOLEAN',
	sql: (x) => `${x}::DATE = last_day(${x})`
});
