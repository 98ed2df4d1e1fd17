import { distinctSql, listPair } from '../../list-pair';

export const listUnion = listPair({
	id: 'list-union',
	title: 'Union of two lists',
	description:
		'Each element of either list once, where it first stands; missing elements are left out. When one list is missing the result is missing.',
	name: 'union',
	sql: (a, b) => `CASE WHEN ${a} IS NOT NULL AND ${b} IS NOT NULL THEN ${distinctSql(`list_concat(${a}, ${b})`)} END`,
	result: (element) => `${element}[]`
});
