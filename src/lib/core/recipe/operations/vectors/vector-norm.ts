import { vectorMeasure } from './vector-measure';

export const vectorNorm = vectorMeasure({
	id: 'vector-norm',
	title: 'Euclidean length',
	description: 'The square root of the sum of squares of a vector; missing numbers do not count.',
	suffix: '_norm',
	sql: (x) => `sqrt(list_sum(list_transform(${x}, lambda t: t * t)))`
});
