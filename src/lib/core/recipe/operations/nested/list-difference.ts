import { distinctSql, listPair } from '../../list-pair';

export const listDifference = listPair({
	id: 'list-difference',
	title: 'Difference of two lists',
	description:
		'Each element of the first list that does not stand in the second, once, in the order of the first; missing elements are left out. When one list is missing the result is missing.',
	name: 'difference',
	sql: (a, b) =>
		`CASE WHEN ${b} IS NOT NULL THEN list_filter(${distinctSql(a)}, lambda e: NOT list_contains(${b}, e)) END`,
	result: (element) => `${element}[]`
});
