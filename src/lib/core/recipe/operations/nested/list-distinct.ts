import { distinctSql } from '../../list-pair';
import { listFunction } from '../../each-list';

export const listDistinct = listFunction({
	id: 'list-distinct',
	title: 'Distinct elements',
	description: 'Keeps each element of a list once, where it first stands; missing elements are left out.',
	suffix: '',
	sql: (x) => distinctSql(x),
	result: (element) => `${element}[]`
});
