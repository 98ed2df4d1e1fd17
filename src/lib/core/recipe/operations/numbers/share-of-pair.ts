import { pairFunction } from './pair-function';

export const shareOfPair = pairFunction({
	id: 'share-of-pair',
	title: 'Share of two columns',
	description: '`column` divided by the sum of `column` and `other`; of a sum of 0 it is missing.',
	name: 'share',
	sql: (a, b) => `${a} / nullif(${a} + ${b}, 0)`,
	portable: (graph, a, b) => graph.binary('divide', a, graph.binary('add', a, b))
});
