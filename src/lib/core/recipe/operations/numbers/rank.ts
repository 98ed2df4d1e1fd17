import { rankFunction } from './rank-function';

export const rank = rankFunction({
	id: 'rank',
	title: 'Rank',
	description: 'The rank among all rows, or those of its group, from 1. Missing values are not ranked.',
	sql: (found) => found
});
