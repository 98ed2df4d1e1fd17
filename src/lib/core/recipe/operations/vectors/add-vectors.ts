import { vectorPair } from './vector-pair';

export const addVectors = vectorPair({
	id: 'add-vectors',
	title: 'Add vectors',
	description: 'The sum of two vectors, number by number. Missing where their lengths differ.',
	name: 'sum',
	sql: 'CASE WHEN p[1] IS NOT NULL AND p[2] IS NOT NULL THEN p[1] + p[2] END'
});
