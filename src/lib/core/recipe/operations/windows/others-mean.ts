import { groupValues } from './group-values';

export const othersMean = groupValues({
	id: 'others-mean',
	title: 'Mean of the others in the group',
	description: 'The mean of the other values of its group, without this row; missing where there is no other.',
	suffix: '_others_mean',
	accepts: 'number',
	type: 'DOUBLE',
	sql: (x, over) =>
		`(sum(${x}) ${over} - coalesce(${x}, 0)) / nullif(count(${x}) ${over} - (${x} IS NOT NULL)::BIGINT, 0)`
});
