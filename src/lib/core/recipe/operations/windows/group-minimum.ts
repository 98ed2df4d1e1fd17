import { groupValues } from './group-values';

export const groupMinimum = groupValues({
	id: 'group-minimum',
	title: 'Minimum of the group',
	description: 'The smallest value of its group, beside each row. Missing values are not counted.',
	suffix: '_group_minimum',
	accepts: 'number',
	type: 'DOUBLE',
	sql: (x, over) => `min(${x}) ${over}`
});
