import { finiteSql } from '../../number-column';
import { finitePortable } from '../../each-number';
import { numberFunction } from './number-function';

export const square = numberFunction({
	id: 'square',
	title: 'Square',
	description: 'x times x. What is too large for a number becomes missing.',
	sql: (x) => finiteSql(`((${x}) * (${x}))`),
	portable: (graph, x) => finitePortable(graph, graph.binary('multiply', x, x))
});
