import { listFunction } from '../../each-list';

export const listRange = listFunction({
	id: 'list-range',
	title: 'Range of a list',
	description:
		'The largest number of a list less the smallest; missing ones are passed over, and of none at all it is missing.',
	suffix: '_range',
	numbers: true,
	sql: (x) => `list_max(${x})::DOUBLE - list_min(${x})::DOUBLE`,
	result: () => 'DOUBLE'
});
