import { groupValues } from './group-values';

export const groupMean = groupValues({
	id: 'group-mean',
	title: 'Mean of the group',
	description: 'The mean of the values of its group, beside each row. Missing values are not counted.',
	suffix: '_group_mean',
	accepts: 'number',
	type: 'DOUBLE',
	sql: (x, over) => `avg(${x}) ${over}`
});
