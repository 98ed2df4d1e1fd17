import { listPair } from '../../list-pair';

export const listOverlap = listPair({
	id: 'list-overlap',
	title: 'Overlap of two lists',
	description:
		'How alike two lists are as sets, from 0 to 1: the elements they share over all they have (Jaccard); missing elements are left out, two empty lists are alike. When one list is missing the result is missing.',
	name: 'overlap',
	sql: (a, b) =>
		`CASE WHEN ${a} IS NOT NULL AND ${b} IS NOT NULL THEN coalesce(len(list_intersect(${a}, ${b})) / nullif(list_unique(list_concat(${a}, ${b})), 0), 1)::DOUBLE END`,
	result: () => 'DOUBLE'
});
