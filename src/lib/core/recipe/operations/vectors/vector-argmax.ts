import { vectorMeasure } from './vector-measure';

export const vectorArgmax = vectorMeasure({
	id: 'vector-argmax',
	title: 'Place of the largest',
	description: 'The place, from 1, of the largest number of a vector, the first of equals.',
	suffix: '_argmax',
	result: 'BIGINT',
	sql: (x) => `list_position(${x}, list_max(${x}))::BIGINT`
});
