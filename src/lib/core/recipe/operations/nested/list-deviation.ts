import { listFunction } from '../../each-list';

export const listDeviation = listFunction({
	id: 'list-deviation',
	title: 'Standard deviation of a list',
	description:
		'The population standard deviation of the numbers of a list; missing ones are passed over, and of none at all it is missing.',
	suffix: '_deviation',
	numbers: true,
	sql: (x) => `list_stddev_pop(${x})::DOUBLE`,
	result: () => 'DOUBLE'
});
