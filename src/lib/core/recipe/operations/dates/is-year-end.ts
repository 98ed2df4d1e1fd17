import { dateFunction } from './date-function';

export const isYearEnd = dateFunction({
	id: 'is-year-end',
	title: 'Is the last of December',
	description: 'Whether it is the last day of its year.',
	suffix: '_is_year_end',
	type: 'BOOLEAN',
	sql: (x) => `month(${x}) = 12 AND day(${x}) = 31`
});
