import { dateFunction } from './date-function';

export const isLeapYear = dateFunction({
	id: 'is-leap-year',
	title: 'Is in a leap year',
	description: 'Whether its year has 366 days.',
	suffix: '_is_leap_year',
	type: 'BOOLEAN',
	sql: (x) => `dayofyear(make_date(year(${x}), 12, 31)) = 366`
});
