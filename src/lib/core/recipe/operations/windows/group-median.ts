import { groupValues } from './group-values';

export const groupMedian = groupValues({
	id: 'group-median',
	title: 'Median of the group',
	description: 'The median of the values of its group, beside each row. Missing values are not counted.',
	suffix: '_group_median',
	accepts: 'number',
	type: 'DOUBLE',
	sql: (x, over) => `median(${x}) ${over}`
});
