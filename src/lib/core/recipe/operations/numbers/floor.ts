import { numberFunction } from './number-function';

export const floor = numberFunction({
	id: 'floor',
	title: 'Round down',
	description: 'The largest whole number that is not above x.',
	sql: (x) => `floor(${x})`,
	portable: (graph, x) => graph.unary('floor', x)
});
