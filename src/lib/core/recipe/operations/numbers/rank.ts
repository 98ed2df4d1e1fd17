import { rankFunction } from './rank-function';

export const rank = rankFunction({
	id: 'rank',
	title: 'Rank numbers',
	description: 'The rank among all rows, or those of its group, from 1. Missing values are not ranked.',
	sql: (found) => found
});
