import { pairFunction } from './pair-function';

export const absoluteDifference = pairFunction({
	id: 'absolute-difference',
	title: 'Distance of two columns',
	description: 'The size of `column` minus `other`, whichever is larger.',
	name: 'difference',
	sql: (a, b) => `abs(${a} - ${b})`,
	portable: (graph, a, b) => graph.unary('abs', graph.binary('subtract', a, b))
});
