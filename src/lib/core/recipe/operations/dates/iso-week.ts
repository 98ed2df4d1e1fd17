import { dateFunction } from './date-function';

export const isoWeek = dateFunction({
	id: 'iso-week',
	title: 'Week of the year',
	description: 'The ISO 8601 week, 1 to 53: weeks begin on Monday, week 1 holds the first Thursday of the year.',
	suffix: '_week',
	type: 'BIGINT',
	sql: (x) => `week(${x})`
});
