import { alongValues } from './along-values';

export const cumulativeMean = alongValues({
	id: 'cumulative-mean',
	title: 'Cumulative mean',
	description:
		'The mean of the values of its group up to this row. A missing value adds nothing; its row has what it came to so far.',
	accepts: 'number',
	suffix: '_cumulative_mean',
	type: 'DOUBLE',
	sql: (x, { sofar }) => `avg(${x}) ${sofar}`
});
