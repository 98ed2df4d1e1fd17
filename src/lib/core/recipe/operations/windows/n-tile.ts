import { rankedParts } from './ranked-values';

export const nTile = rankedParts({
	id: 'n-tile',
	title: 'N-tiles',
	description:
		'Parts the rows of a group into `n` parts as equal as can be, in the order of the values; equal values keep the order of the rows. Missing values are in none.',
	suffix: '_part',
	type: 'BIGINT',
	sql: (oneByOne, n) => `ntile(${n}) ${oneByOne}`
});
