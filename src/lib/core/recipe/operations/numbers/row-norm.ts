import { rowStatistic } from './row-statistic';

export const rowNorm = rowStatistic({
	id: 'row-norm',
	title: 'Length of columns',
	description:
		'The Euclidean length of the numbers of each row: the root of the sum of their squares. Missing numbers are passed over.',
	name: 'norm',
	sql: (list) => `sqrt(list_sum(list_transform(${list}, lambda x: x * x)))`
});
