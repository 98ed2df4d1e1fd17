import { groupValues } from './group-values';

export const groupCount = groupValues({
	id: 'group-count',
	title: 'Count of the group',
	description: 'How many values of its group are not missing, beside each row.',
	suffix: '_group_count',
	accepts: 'any',
	type: 'BIGINT',
	sql: (x, over) => `count(${x}) ${over}`
});
