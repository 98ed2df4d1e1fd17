import { finiteSql } from '../../number-column';
import { finitePortable } from '../../each-number';
import { numberFunction } from './number-function';

export const reciprocal = numberFunction({
	id: 'reciprocal',
	title: 'Reciprocal',
	description: '1 / x. Of 0 it is missing.',
	sql: (x) => finiteSql(`(1e0 / nullif(${x}, 0))`),
	portable: (graph, x) => finitePortable(graph, graph.binary('divide', graph.number(1), x))
});
