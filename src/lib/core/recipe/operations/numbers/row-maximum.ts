import { rowStatistic } from './row-statistic';

export const rowMaximum = rowStatistic({
	id: 'row-maximum',
	title: 'Largest of columns',
	description: 'The largest number of each row. Missing numbers are passed over.',
	name: 'maximum',
	sql: (list) => `list_max(${list})`
});
