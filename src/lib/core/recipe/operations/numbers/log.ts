import { numberFunction } from './number-function';

export const log = numberFunction({
	id: 'log',
	title: 'Natural logarithm',
	description: 'ln x. What is not above 0 becomes missing.',
	sql: (x) => `CASE WHEN ${x} > 0 THEN ln(${x}) END`,
	portable: (graph, x) => graph.unary('ln', x)
});
