import { alongValues } from './along-values';

export const cumulativeMaximum = alongValues({
	id: 'cumulative-maximum',
	title: 'Cumulative maximum',
	description:
		'The largest value of its group up to this row. A missing value adds nothing; its row has what it came to so far.',
	accepts: 'number',
	suffix: '_cumulative_maximum',
	type: 'DOUBLE',
	sql: (x, { sofar }) => `max(${x}) ${sofar}`
});
