import { groupValues } from './group-values';

export const groupDeviation = groupValues({
	id: 'group-deviation',
	title: 'Standard deviation of the group',
	description:
		'The standard deviation (of a sample) of the values of its group, beside each row; missing for one value. Missing values are not counted.',
	suffix: '_group_deviation',
	accepts: 'number',
	type: 'DOUBLE',
	sql: (x, over) => `stddev_samp(${x}) ${over}`
});
