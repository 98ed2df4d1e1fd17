import { setOperation } from './set-operation';

export const intersect = setOperation({
	id: 'intersect',
	title: 'Rows in both tables',
	description:
		'Keeps the rows that another table has too, compared by the columns chosen, or all, which it must have under the same names; missing ' +
		'equals missing. Equal rows are left once unless `distinct` is off.',
	join: 'SEMI'
});
