import { alongValues } from './along-values';

export const changeFlag = alongValues({
	id: 'change-flag',
	title: 'Mark changes',
	description:
		'Whether the value differs from the row before in its group; the first row is no change, and missing values are the same.',
	accepts: 'any',
	suffix: '_changed',
	type: 'BOOLEAN',
	sql: (x, { over }) => `${x} IS DISTINCT FROM lag(${x}) ${over()} AND row_number() ${over()} > 1`
});
