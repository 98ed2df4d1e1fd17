import { groupScale } from './group-scale';

export const shareOfGroup = groupScale({
	id: 'share-of-group',
	title: "Share of the group's total",
	description:
		'Divides by the sum of its group in the rows learned from. A group not seen, or missing, takes the sum of all rows.',
	parts: { s: 'sum(x)' },
	scale: (part) => ({ shift: 0, scale: part('s') })
});
