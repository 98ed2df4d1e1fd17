import { rankedValues } from './ranked-values';

export const denseRank = rankedValues({
	id: 'dense-rank',
	title: 'Rank any values without gaps',
	description:
		'The rank without gaps: equal values share a rank, the next different one has the next number. Missing values are not ranked.',
	suffix: '_dense_rank',
	type: 'BIGINT',
	sql: (ties) => `dense_rank() ${ties}`
});
