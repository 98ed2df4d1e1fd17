import { alongValues } from './along-values';

export const cumulativeSum = alongValues({
	id: 'cumulative-sum',
	title: 'Cumulative sum',
	description:
		'The sum of the values of its group up to this row. A missing value adds nothing; its row has what it came to so far.',
	accepts: 'number',
	suffix: '_cumulative_sum',
	type: 'DOUBLE',
	sql: (x, { sofar }) => `sum(${x}) ${sofar}`
});
