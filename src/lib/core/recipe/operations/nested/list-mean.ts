import { listFunction } from '../../each-list';

export const listMean = listFunction({
	id: 'list-mean',
	title: 'Mean of a list',
	description: 'The mean of the numbers of a list; missing ones are passed over, and of none at all it is missing.',
	suffix: '_mean',
	numbers: true,
	sql: (x) => `list_avg(${x})::DOUBLE`,
	result: () => 'DOUBLE'
});
