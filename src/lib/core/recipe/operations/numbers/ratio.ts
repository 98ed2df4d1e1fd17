import { pairFunction } from './pair-function';

export const ratio = pairFunction({
	id: 'ratio',
	title: 'Ratio of two columns',
	description: '`column` divided by `other`; divided by 0 it is missing.',
	name: 'ratio',
	sql: (a, b) => `${a} / nullif(${b}, 0)`,
	portable: (graph, a, b) => graph.binary('divide', a, b)
});
