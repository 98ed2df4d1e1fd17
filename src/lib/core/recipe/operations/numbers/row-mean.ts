import { rowStatistic } from './row-statistic';

export const rowMean = rowStatistic({
	id: 'row-mean',
	title: 'Mean of columns',
	description: 'The mean of the numbers of each row. Missing numbers are passed over.',
	name: 'mean',
	sql: (list) => `list_avg(${list})`
});
