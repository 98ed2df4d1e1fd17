import { groupValues } from './group-values';

export const groupSum = groupValues({
	id: 'group-sum',
	title: 'Sum of the group',
	description: 'The sum of the values of its group, beside each row. Missing values are not counted.',
	suffix: '_group_sum',
	accepts: 'number',
	type: 'DOUBLE',
	sql: (x, over) => `sum(${x}) ${over}`
});
