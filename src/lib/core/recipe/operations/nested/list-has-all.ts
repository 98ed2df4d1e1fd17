import { listPair } from '../../list-pair';

export const listHasAll = listPair({
	id: 'list-has-all',
	title: 'Has all elements of another',
	description:
		'True where every element of the second list stands in the first; missing elements of the second are passed over. When one list is missing the result is missing.',
	name: 'has_all',
	sql: (a, b) =>
		`CASE WHEN ${a} IS NOT NULL AND ${b} IS NOT NULL THEN list_has_all(${a}, list_filter(${b}, lambda e: e IS NOT NULL)) END`,
	result: () => 'BOOLEAN'
});
