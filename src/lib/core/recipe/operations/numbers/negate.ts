import { numberFunction } from './number-function';

export const negate = numberFunction({
	id: 'negate',
	title: 'Change the sign',
	description: '-x.',
	sql: (x) => `-(${x})`,
	portable: (graph, x) => graph.unary('negate', x)
});
