import { setOperation } from './set-operation';

export const except = setOperation({
	id: 'except',
	title: 'Rows not in another table',
	description:
		'Keeps the rows that another table does not have, compared by the columns chosen, or all, which it must have under the same names; ' +
		'missing equals missing. Equal rows are left once unless `distinct` is off.',
	join: 'ANTI'
});
