import { groupValues } from './group-values';

export const groupMaximum = groupValues({
	id: 'group-maximum',
	title: 'Maximum of the group',
	description: 'The largest value of its group, beside each row. Missing values are not counted.',
	suffix: '_group_maximum',
	accepts: 'number',
	type: 'DOUBLE',
	sql: (x, over) => `max(${x}) ${over}`
});
