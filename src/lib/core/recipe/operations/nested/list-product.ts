import { listFunction } from '../../each-list';

export const listProduct = listFunction({
	id: 'list-product',
	title: 'Product of a list',
	description: 'The product of the numbers of a list; missing ones are passed over, and of none at all it is missing.',
	suffix: '_product',
	numbers: true,
	sql: (x) => `list_product(${x})::DOUBLE`,
	result: () => 'DOUBLE'
});
