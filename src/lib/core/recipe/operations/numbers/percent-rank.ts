import { rankFunction } from './rank-function';

export const percentRank = rankFunction({
	id: 'percent-rank',
	title: 'Rank numbers as a share',
	description:
		'The rank as a share of the number of values, above 0 and up to 1, among all rows or those of its group. Missing values are not ranked.',
	sql: (found, count) => `(${found}) / ${count}::DOUBLE`
});
