import { distinctSql, listPair } from '../../list-pair';

export const listIntersection = listPair({
	id: 'list-intersection',
	title: 'Intersection of two lists',
	description:
		'Each element of the first list that stands in the second too, once, in the order of the first; missing elements are left out. When one list is missing the result is missing.',
	name: 'intersection',
	sql: (a, b) => `CASE WHEN ${b} IS NOT NULL THEN list_filter(${distinctSql(a)}, lambda e: list_contains(${b}, e)) END`,
	result: (element) => `${element}[]`
});
