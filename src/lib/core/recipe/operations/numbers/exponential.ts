import { finiteSql } from '../../number-column';
import { finitePortable } from '../../each-number';
import { numberFunction } from './number-function';

export const exponential = numberFunction({
	id: 'exponential',
	title: 'Exponential',
	description: 'e to the power of x. What is too large for a number becomes missing.',
	sql: (x) => finiteSql(`exp(${x})`),
	portable: (graph, x) => finitePortable(graph, graph.unary('exp', x))
});
