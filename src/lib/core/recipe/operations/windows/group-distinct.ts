import { groupValues } from './group-values';

export const groupDistinct = groupValues({
	id: 'group-distinct',
	title: 'Distinct count of the group',
	description: 'How many different values its group has, beside each row; missing ones are not counted.',
	suffix: '_group_distinct',
	accepts: 'any',
	type: 'BIGINT',
	sql: (x, over) => `count(DISTINCT ${x}) ${over}`
});
