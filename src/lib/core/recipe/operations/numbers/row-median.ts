import { rowStatistic } from './row-statistic';

export const rowMedian = rowStatistic({
	id: 'row-median',
	title: 'Median of columns',
	description: 'The median of the numbers of each row. Missing numbers are passed over.',
	name: 'median',
	sql: (list) => `list_median(${list})`
});
