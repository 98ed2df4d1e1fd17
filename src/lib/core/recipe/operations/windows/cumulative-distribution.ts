import { rankedValues } from './ranked-values';

export const cumulativeDistribution = rankedValues({
	id: 'cumulative-distribution',
	title: 'Cumulative distribution',
	description:
		'The part of the values of its group that are not beyond this one: 1 for the last. Missing values are not ranked.',
	suffix: '_cumulative_distribution',
	type: 'DOUBLE',
	sql: (ties) => `cume_dist() ${ties}`
});
