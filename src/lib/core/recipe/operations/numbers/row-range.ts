import { rowStatistic } from './row-statistic';

export const rowRange = rowStatistic({
	id: 'row-range',
	title: 'Range of columns',
	description: 'The largest minus the smallest number of each row. Missing numbers are passed over.',
	name: 'range',
	sql: (list) => `list_max(${list}) - list_min(${list})`
});
