import { numberFunction } from './number-function';

export const log2 = numberFunction({
	id: 'log2',
	title: 'Logarithm to base 2',
	description: 'log2 x. What is not above 0 becomes missing.',
	sql: (x) => `CASE WHEN ${x} > 0 THEN log2(${x}) END`,
	portable: (graph, x) => graph.binary('divide', graph.unary('ln', x), graph.number(Math.LN2))
});
