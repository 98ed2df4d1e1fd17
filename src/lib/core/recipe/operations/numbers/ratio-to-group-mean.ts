import { groupScale } from './group-scale';

export const ratioToGroupMean = groupScale({
	id: 'ratio-to-group-mean',
	title: "Ratio to the group's mean",
	description:
		'Divides by the mean of its group in the rows learned from. A group not seen, or missing, takes the mean of all rows.',
	parts: { m: 'avg(x)' },
	scale: (part) => ({ shift: 0, scale: part('m') })
});
