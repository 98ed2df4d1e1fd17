import { listFunction } from '../../each-list';

export const listMedian = listFunction({
	id: 'list-median',
	title: 'Median of a list',
	description:
		'The median of the numbers of a list, between the middle two when they are even in number; missing ones are passed over, and of none at all it is missing.',
	suffix: '_median',
	numbers: true,
	sql: (x) => `list_median(${x})::DOUBLE`,
	result: () => 'DOUBLE'
});
