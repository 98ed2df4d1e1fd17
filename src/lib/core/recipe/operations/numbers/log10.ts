import { numberFunction } from './number-function';

export const log10 = numberFunction({
	id: 'log10',
	title: 'Logarithm to base 10',
	description: 'log10 x. What is not above 0 becomes missing.',
	sql: (x) => `CASE WHEN ${x} > 0 THEN log10(${x}) END`,
	portable: (graph, x) => graph.binary('divide', graph.unary('ln', x), graph.number(Math.LN10))
});
