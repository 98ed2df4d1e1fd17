import { numberFunction } from './number-function';

export const squareRoot = numberFunction({
	id: 'square-root',
	title: 'Square root',
	description: 'The square root. A negative number becomes missing.',
	sql: (x) => `CASE WHEN ${x} >= 0 THEN sqrt(${x}) END`,
	portable: (graph, x) => graph.unary('sqrt', x)
});
