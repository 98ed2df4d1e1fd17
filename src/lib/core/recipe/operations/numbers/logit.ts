import { numberFunction } from './number-function';

export const logit = numberFunction({
	id: 'logit',
	title: 'Logit',
	description: 'ln(x / (1 - x)), the inverse of the sigmoid. What is not between 0 and 1 becomes missing.',
	sql: (x) => `CASE WHEN ${x} > 0 AND ${x} < 1 THEN ln(${x} / (1e0 - ${x})) END`,
	portable: (graph, x) => graph.unary('ln', graph.binary('divide', x, graph.binary('subtract', graph.number(1), x)))
});
