import { numberFunction } from './number-function';

export const sigmoid = numberFunction({
	id: 'sigmoid',
	title: 'Sigmoid',
	description: '1 / (1 + exp(-x)): any number to between 0 and 1.',
	sql: (x) => `(1e0 / (1e0 + exp(-(${x}))))`,
	portable: (graph, x) =>
		graph.binary(
			'divide',
			graph.number(1),
			graph.binary('add', graph.number(1), graph.unary('exp', graph.unary('negate', x)))
		)
});
