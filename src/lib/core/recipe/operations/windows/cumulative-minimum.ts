import { alongValues } from './along-values';

export const cumulativeMinimum = alongValues({
	id: 'cumulative-minimum',
	title: 'Cumulative minimum',
	description:
		'The smallest value of its group up to this row. A missing value adds nothing; its row has what it came to so far.',
	accepts: 'number',
	suffix: '_cumulative_minimum',
	type: 'DOUBLE',
	sql: (x, { sofar }) => `min(${x}) ${sofar}`
});
