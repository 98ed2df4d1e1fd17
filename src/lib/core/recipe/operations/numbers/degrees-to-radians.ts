import { numberFunction } from './number-function';

export const degreesToRadians = numberFunction({
	id: 'degrees-to-radians',
	title: 'Degrees to radians',
	description: 'x times pi / 180.',
	sql: (x) => `radians(${x})`,
	portable: (graph, x) => graph.binary('multiply', x, graph.number(Math.PI / 180))
});
