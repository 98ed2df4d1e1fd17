import { rankedValues } from './ranked-values';

export const relativeRank = rankedValues({
	id: 'relative-rank',
	title: 'Rank any values from 0 to 1',
	description:
		'The rank as a part from 0 for the first to 1 for the last (SQL PERCENT_RANK); equal values share the first place. Missing values are not ranked.',
	suffix: '_relative_rank',
	type: 'DOUBLE',
	sql: (ties) => `percent_rank() ${ties}`
});
