import { groupScale } from './group-scale';

export const minMaxByGroup = groupScale({
	id: 'min-max-by-group',
	title: 'Scale to 0 to 1 by group',
	description:
		'Maps the smallest value of its group to 0 and the largest to 1, as in the rows learned from. A group not seen, or missing, takes those of all rows.',
	parts: { a: 'min(x)', b: 'max(x)' },
	scale: (part) => ({ shift: part('a'), scale: part('b') - part('a') })
});
