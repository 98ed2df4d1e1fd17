import { alongValues } from './along-values';

export const cumulativeShare = alongValues({
	id: 'cumulative-share',
	title: 'Cumulative share',
	description:
		'The sum of the values of its group up to this row as a part of the sum of all: 1 at the last row. Missing where that is zero.',
	accepts: 'number',
	suffix: '_cumulative_share',
	type: 'DOUBLE',
	sql: (x, { sofar, whole }) => `sum(${x}) ${sofar} / nullif(sum(${x}) ${whole}, 0)`
});
