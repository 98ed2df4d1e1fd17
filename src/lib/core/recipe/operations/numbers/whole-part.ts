import { numberFunction } from './number-function';

export const wholePart = numberFunction({
	id: 'whole-part',
	title: 'Cut off decimals',
	description: 'The whole part, towards 0.',
	sql: (x) => `trunc(${x})`,
	portable: (graph, x) =>
		graph.choose(graph.binary('less', x, graph.number(0)), graph.unary('ceil', x), graph.unary('floor', x))
});
