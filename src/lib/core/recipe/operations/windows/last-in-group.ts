import { alongValues } from './along-values';

export const lastInGroup = alongValues({
	id: 'last-in-group',
	title: 'Last value of the group',
	description: 'The last value of the group that is not missing, beside each of its rows.',
	accepts: 'any',
	suffix: '_last',
	sql: (x, { over }) =>
		`last_value(${x} IGNORE NULLS) ${over('ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING')}`
});
