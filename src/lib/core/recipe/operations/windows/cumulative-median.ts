import { alongValues } from './along-values';

export const cumulativeMedian = alongValues({
	id: 'cumulative-median',
	title: 'Cumulative median',
	description:
		'The median of the values of its group up to this row. A missing value adds nothing; its row has what it came to so far.',
	accepts: 'number',
	suffix: '_cumulative_median',
	type: 'DOUBLE',
	sql: (x, { sofar }) => `median(${x}) ${sofar}`
});
