import { listFunction } from '../../each-list';

export const listReverse = listFunction({
	id: 'list-reverse',
	title: 'Reverse a list',
	description: 'Turns the order of the elements round.',
	suffix: '',
	sql: (x) => `list_reverse(${x})`,
	result: (element) => `${element}[]`
});
