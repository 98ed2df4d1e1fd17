import { dateFunction } from './date-function';

export const isoYear = dateFunction({
	id: 'iso-year',
	title: 'Year of the week',
	description: 'The year that the ISO 8601 week belongs to; it differs from the calendar year around New Year.',
	suffix: '_iso_year',
	type: 'BIGINT',
	sql: (x) => `isoyear(${x})`
});
