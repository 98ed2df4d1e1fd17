import { listFunction } from '../../each-list';

export const listMinimum = listFunction({
	id: 'list-minimum',
	title: 'Smallest element',
	description:
		'The smallest element of a list: of numbers and dates by size, of texts by code point; missing ones are passed over, and of none at all it is missing.',
	suffix: '_minimum',
	sql: (x) => `list_min(${x})`,
	result: (element) => element
});
