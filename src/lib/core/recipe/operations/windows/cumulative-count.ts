import { alongValues } from './along-values';

export const cumulativeCount = alongValues({
	id: 'cumulative-count',
	title: 'Cumulative count',
	description: 'How many values of its group up to this row are not missing.',
	accepts: 'any',
	suffix: '_cumulative_count',
	type: 'BIGINT',
	sql: (x, { sofar }) => `count(${x}) ${sofar}`
});
