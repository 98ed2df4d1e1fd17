import { rowStatistic } from './row-statistic';

export const rowSum = rowStatistic({
	id: 'row-sum',
	title: 'Sum of columns',
	description: 'Adds the numbers of each row up. Missing numbers are passed over.',
	name: 'sum',
	sql: (list) => `list_sum(${list})`
});
