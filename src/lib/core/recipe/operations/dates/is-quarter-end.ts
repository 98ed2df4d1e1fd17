import { dateFunction } from './date-function';

export const isQuarterEnd = dateFunction({
	id: 'is-quarter-end',
	title: 'Is the last of a quarter',
	description: 'Whether it is the last day of its quarter.',
	suffix: '_is_quarter_end',
	type: 'BOOLEAN',
	sql: (x) => `month(${x}) % 3 = 0 AND ${x}::DATE = last_day(${x})`
});
