import { listFunction } from '../../each-list';

export const listMode = listFunction({
	id: 'list-mode',
	title: 'Most frequent element',
	description:
		'The element that stands most often in a list, of several the smallest; missing ones are passed over, and of none at all it is missing.',
	suffix: '_mode',
	sql: (x) =>
		`list_sort(list_transform(map_entries(list_histogram(${x})), lambda e: {'n': -e['value']::BIGINT, 'v': e['key']}))[1].v`,
	result: (element) => element
});
