import { dateFunction } from './date-function';

export const isQuarterStart = dateFunction({
	id: 'is-quarter-start',
	title: 'Is the first of a quarter',
	description: 'Whether it is the first day of its quarter.',
	suffix: '_is_quarter_start',
	type: 'BOOLEAN',
	sql: (x) => `${x}::DATE = date_trunc('quarter', ${x})::DATE`
});
