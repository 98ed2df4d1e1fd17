import { numberFunction } from './number-function';

export const sign = numberFunction({
	id: 'sign',
	title: 'Sign',
	description: '-1 below 0, 0 at 0, 1 above.',
	sql: (x) => `sign(${x})::DOUBLE`,
	portable: (graph, x) =>
		graph.binary('subtract', graph.binary('greater', x, graph.number(0)), graph.binary('less', x, graph.number(0)))
});
