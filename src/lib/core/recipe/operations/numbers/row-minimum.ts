import { rowStatistic } from './row-statistic';

export const rowMinimum = rowStatistic({
	id: 'row-minimum',
	title: 'Smallest of columns',
	description: 'The smallest number of each row. Missing numbers are passed over.',
	name: 'minimum',
	sql: (list) => `list_min(${list})`
});
