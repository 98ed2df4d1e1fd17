import { numberFunction } from './number-function';

export const ceiling = numberFunction({
	id: 'ceiling',
	title: 'Round up',
	description: 'The smallest whole number that is not below x.',
	sql: (x) => `ceil(${x})`,
	portable: (graph, x) => graph.unary('ceil', x)
});
