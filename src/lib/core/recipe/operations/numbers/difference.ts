import { pairFunction } from './pair-function';

export const difference = pairFunction({
	id: 'difference',
	title: 'Difference of two columns',
	description: '`column` minus `other`.',
	name: 'difference',
	sql: (a, b) => `${a} - ${b}`,
	portable: (graph, a, b) => graph.binary('subtract', a, b)
});
