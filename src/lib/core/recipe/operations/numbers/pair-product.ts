import { pairFunction } from './pair-function';

export const pairProduct = pairFunction({
	id: 'pair-product',
	title: 'Product of two columns',
	description: '`column` times `other`; missing where either is.',
	name: 'product',
	sql: (a, b) => `${a} * ${b}`,
	portable: (graph, a, b) => graph.binary('multiply', a, b)
});
