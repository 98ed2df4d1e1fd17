import { listFunction } from '../../each-list';

export const listFirst = listFunction({
	id: 'list-first',
	title: 'First element',
	description: 'The first element of a list; missing where the list is empty or missing.',
	suffix: '_first',
	sql: (x) => `${x}[1]`,
	result: (element) => element
});
