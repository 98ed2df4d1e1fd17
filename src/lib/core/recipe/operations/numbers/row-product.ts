import { rowStatistic } from './row-statistic';

export const rowProduct = rowStatistic({
	id: 'row-product',
	title: 'Product of columns',
	description: 'Multiplies the numbers of each row. Missing numbers are passed over.',
	name: 'product',
	sql: (list) => `list_product(${list})`
});
