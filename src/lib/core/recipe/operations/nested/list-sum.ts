import { listFunction } from '../../each-list';

export const listSum = listFunction({
	id: 'list-sum',
	title: 'Sum of a list',
	description: 'The sum of the numbers of a list; missing ones are passed over, and of none at all it is missing.',
	suffix: '_sum',
	numbers: true,
	sql: (x) => `list_sum(${x})::DOUBLE`,
	result: () => 'DOUBLE'
});
