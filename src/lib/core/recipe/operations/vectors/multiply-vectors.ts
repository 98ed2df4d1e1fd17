import { vectorPair } from './vector-pair';

export const multiplyVectors = vectorPair({
	id: 'multiply-vectors',
	title: 'Multiply vectors',
	description: 'The product of two vectors, number by number. Missing where their lengths differ.',
	name: 'product',
	sql: 'CASE WHEN p[1] IS NOT NULL AND p[2] IS NOT NULL THEN p[1] * p[2] END'
});
