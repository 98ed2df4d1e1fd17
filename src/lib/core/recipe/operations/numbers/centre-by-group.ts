import { groupScale } from './group-scale';

export const centreByGroup = groupScale({
	id: 'centre-by-group',
	title: "Difference from the group's mean",
	description:
		'Takes the mean of its group away. A group not seen, or missing, takes the mean of all rows learned from.',
	parts: { m: 'avg(x)' },
	scale: (part) => ({ shift: part('m'), scale: 1 })
});
