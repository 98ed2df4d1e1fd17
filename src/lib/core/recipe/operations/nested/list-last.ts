import { listFunction } from '../../each-list';

export const listLast = listFunction({
	id: 'list-last',
	title: 'Last element',
	description: 'The last element of a list; missing where the list is empty or missing.',
	suffix: '_last',
	sql: (x) => `${x}[-1]`,
	result: (element) => element
});
