import { vectorPair } from './vector-pair';

export const subtractVectors = vectorPair({
	id: 'subtract-vectors',
	title: 'Subtract vectors',
	description: 'The first vector less the second, number by number. Missing where their lengths differ.',
	name: 'difference',
	sql: 'CASE WHEN p[1] IS NOT NULL AND p[2] IS NOT NULL THEN p[1] - p[2] END'
});
