import { dateFunction } from './date-function';

export const isYearStart = dateFunction({
	id: 'is-year-start',
	title: 'Is the first of January',
	description: 'Whether it is the first day of its year.',
	suffix: '_is_year_start',
	type: 'BOOLEAN',
	sql: (x) => `dayofyear(${x}) = 1`
});
