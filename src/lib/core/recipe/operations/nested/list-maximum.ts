import { listFunction } from '../../each-list';

export const listMaximum = listFunction({
	id: 'list-maximum',
	title: 'Largest element',
	description:
		'The largest element of a list: of numbers and dates by size, of texts by code point; missing ones are passed over, and of none at all it is missing.',
	suffix: '_maximum',
	sql: (x) => `list_max(${x})`,
	result: (element) => element
});
