import { alongValues } from './along-values';

export const firstInGroup = alongValues({
	id: 'first-in-group',
	title: 'First value of the group',
	description: 'The first value of the group that is not missing, beside each of its rows.',
	accepts: 'any',
	suffix: '_first',
	sql: (x, { over }) =>
		`first_value(${x} IGNORE NULLS) ${over('ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING')}`
});
