import { listPair } from '../../list-pair';

export const listHasAny = listPair({
	id: 'list-has-any',
	title: 'Has an element of another',
	description:
		'True where an element of the second list stands in the first; missing elements are passed over. When one list is missing the result is missing.',
	name: 'has_any',
	sql: (a, b) =>
		`CASE WHEN ${a} IS NOT NULL AND ${b} IS NOT NULL THEN list_has_any(${a}, list_filter(${b}, lambda e: e IS NOT NULL)) END`,
	result: () => 'BOOLEAN'
});
