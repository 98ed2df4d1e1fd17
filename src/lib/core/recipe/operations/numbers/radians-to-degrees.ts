import { numberFunction } from './number-function';

export const radiansToDegrees = numberFunction({
	id: 'radians-to-degrees',
	title: 'Radians to degrees',
	description: 'x times 180 / pi.',
	sql: (x) => `degrees(${x})`,
	portable: (graph, x) => graph.binary('multiply', x, graph.number(180 / Math.PI))
});
