import { alongSteps } from './along-values';

export const nthInGroup = alongSteps({
	id: 'nth-in-group',
	title: 'Nth value of the group',
	description:
		'The nth value of the group that is not missing, beside each of its rows; missing where there are fewer.',
	accepts: 'any',
	suffix: '_nth',
	first: 2,
	sql: (x, { over }, n) =>
		`nth_value(${x}, ${n} IGNORE NULLS) ${over('ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING')}`
});
