import { listPair } from '../../list-pair';

export const listConcatenate = listPair({
	id: 'list-concatenate',
	title: 'Concatenate two lists',
	description: 'The elements of one list, then those of another. When one list is missing the result is missing.',
	name: 'concatenated',
	sql: (a, b) => `CASE WHEN ${a} IS NOT NULL AND ${b} IS NOT NULL THEN list_concat(${a}, ${b}) END`,
	result: (element) => `${element}[]`
});
