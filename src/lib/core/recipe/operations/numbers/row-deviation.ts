import { rowStatistic } from './row-statistic';

export const rowDeviation = rowStatistic({
	id: 'row-deviation',
	title: 'Standard deviation of columns',
	description:
		'The standard deviation (of the population) of the numbers of each row. Missing numbers are passed over.',
	name: 'deviation',
	sql: (list) => `list_stddev_pop(${list})`
});
