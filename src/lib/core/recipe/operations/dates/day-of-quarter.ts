import { dateFunction } from './date-function';

export const dayOfQuarter = dateFunction({
	id: 'day-of-quarter',
	title: 'Day of the quarter',
	description: 'Days since the quarter began, from 1.',
	suffix: '_day_of_quarter',
	type: 'BIGINT',
	sql: (x) => `date_diff('day', date_trunc('quarter', ${x}), ${x}) + 1`
});
