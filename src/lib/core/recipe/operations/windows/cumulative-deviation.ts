import { alongValues } from './along-values';

export const cumulativeDeviation = alongValues({
	id: 'cumulative-deviation',
	title: 'Cumulative standard deviation',
	description:
		'The standard deviation (of a sample) of the values of its group up to this row; missing for one value. A missing value adds nothing; its row has what it came to so far.',
	accepts: 'number',
	suffix: '_cumulative_deviation',
	type: 'DOUBLE',
	sql: (x, { sofar }) => `stddev_samp(${x}) ${sofar}`
});
