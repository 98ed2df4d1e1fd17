import { dateFunction } from './date-function';

export const weekOfMonth = dateFunction({
	id: 'week-of-month',
	title: 'Week of the month',
	description: '1 for the days up to the first Sunday, and one more from each Monday.',
	suffix: '_week_of_month',
	type: 'BIGINT',
	sql: (x) => `(day(${x}) + isodow(date_trunc('month', ${x})) - 2) // 7 + 1`
});
