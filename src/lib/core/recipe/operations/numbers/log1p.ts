import { numberFunction } from './number-function';

/** ln(1 + x) without the loss of small x that 1 + x brings: x ln(u) / (u - 1) with u = 1 + x (Goldberg 1991, theorem 4). */
export const log1p = numberFunction({
	id: 'log1p',
	title: 'Logarithm of 1 + x',
	description: 'ln(1 + x), which keeps 0 at 0. What is not above -1 becomes missing.',
	sql: (x) =>
		`CASE WHEN ${x} <= -1 THEN NULL WHEN 1e0 + ${x} = 1e0 THEN ${x} ELSE ln(1e0 + ${x}) * (${x} / ((1e0 + ${x}) - 1e0)) END`,
	portable: (graph, x) => {
		const sum = graph.binary('add', x, graph.number(1));
		const share = graph.binary('divide', x, graph.binary('subtract', sum, graph.number(1)));
		const made = graph.binary('multiply', graph.unary('ln', sum), share);
		return graph.choose(graph.binary('equal', sum, graph.number(1)), x, made);
	}
});
