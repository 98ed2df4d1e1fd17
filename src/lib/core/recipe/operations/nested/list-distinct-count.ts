import { listFunction } from '../../each-list';

export const listDistinctCount = listFunction({
	id: 'list-distinct-count',
	title: 'Distinct elements of a list',
	description:
		'How many different elements a list has; missing elements are not counted, a missing list gives missing.',
	suffix: '_distinct',
	sql: (x) => `list_unique(${x})::BIGINT`,
	result: () => 'BIGINT'
});
