import { numberFunction } from './number-function';

export const absolute = numberFunction({
	id: 'absolute',
	title: 'Absolute value',
	description: 'The number without its sign.',
	sql: (x) => `abs(${x})`,
	portable: (graph, x) => graph.unary('abs', x)
});
