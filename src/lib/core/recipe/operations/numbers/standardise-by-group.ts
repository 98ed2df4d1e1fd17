import { groupScale } from './group-scale';

export const standardiseByGroup = groupScale({
	id: 'standardise-by-group',
	title: 'Standardise by group',
	description:
		"Takes the mean of its group away and divides by the group's standard deviation (of the population), as the rows learned from have them. A group not seen, or missing, takes those of all rows.",
	parts: { m: 'avg(x)', s: 'stddev_pop(x)' },
	scale: (part) => ({ shift: part('m'), scale: part('s') })
});
