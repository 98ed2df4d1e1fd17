import { alongValues } from './along-values';

export const cumulativeDistinct = alongValues({
	id: 'cumulative-distinct',
	title: 'Cumulative distinct count',
	description: 'How many different values of its group up to this row; missing ones are not counted.',
	accepts: 'any',
	suffix: '_cumulative_distinct',
	type: 'BIGINT',
	sql: (x, { sofar }) => `count(DISTINCT ${x}) ${sofar}`
});
