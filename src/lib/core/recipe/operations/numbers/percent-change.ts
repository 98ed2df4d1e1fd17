import { pairFunction } from './pair-function';

export const percentChange = pairFunction({
	id: 'percent-change',
	title: 'Change in percent',
	description:
		'How much more `column` is than `other`, in percent of `other`: 100 (column - other) / |other|; from 0 it is missing.',
	name: 'change',
	sql: (a, b) => `100e0 * (${a} - ${b}) / nullif(abs(${b}), 0)`,
	portable: (graph, a, b) =>
		graph.binary(
			'divide',
			graph.binary('multiply', graph.number(100), graph.binary('subtract', a, b)),
			graph.unary('abs', b)
		)
});
