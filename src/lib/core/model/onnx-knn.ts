import { unpackRows } from './kept-rows';
import type { KnnEstimator } from './model';
import type { OnnxGraph } from './onnx-graph';

/**
 * Nearest neighbours of encoded rows `x` ([rows, width]) as [rows, classes] shares or [rows, 1] numbers. Distances are summed in double in the
 * order of NearestRows: flags by one product, (|q - 1|^p - |q|^p) · marks + sum |q|^p, then the other features one by one. TopK gives
 * the lower index of equal ones first. It holds rows x kept rows of double at a time: rows are to be given in batches.
 */
export function addKnn(graph: OnnxGraph, estimator: KnnEstimator, x: string): string {
	const { weights, p, labels, votes, classes } = estimator;
	const nearest = addNearest(graph, estimator, graph.cast(x, 'double'));
	const distances = p === 2 ? graph.apply('Sqrt', [nearest.values]) : nearest.values;
	// of each kept row what it adds: to every class, or to the sum of votes and to that of votes x numbers
	const width = classes === 0 ? 2 : classes;
	const says = new Float64Array(labels.length * width);
	labels.forEach((label, row) => {
		const vote = votes[row] ?? 0;
		if (classes === 0) says.set([vote, vote * label], row * 2);
		else says[row * width + label] = vote;
	});
	const table = graph.packed('double', says, [labels.length, width]);
	const said = graph.apply('Gather', [table, nearest.places], { axis: 0n });
	const weighed =
		weights === 'uniform'
			? said
			: graph.apply('Mul', [said, graph.apply('Unsqueeze', [addWeights(graph, distances), at(graph, 2)])]);
	const sums = graph.apply('ReduceSum', [weighed, at(graph, 1)], { keepdims: 0n });
	const part = (place: number) => graph.apply('Gather', [sums, at(graph, place)], { axis: 1n });
	const answer =
		classes === 0
			? graph.apply('Div', [part(1), part(0)])
			: graph.apply('Div', [sums, graph.apply('ReduceSum', [sums, at(graph, 1)], { keepdims: 1n })]);
	return graph.cast(answer, 'float');
}

const at = (graph: OnnxGraph, place: number) => graph.constant('int64', [place], [1]);

function addNearest(
	graph: OnnxGraph,
	estimator: KnnEstimator,
	x: string
): { readonly values: string; readonly places: string } {
	const { p, neighbors } = estimator;
	const { count, flags, marks, places, numbers } = unpackRows(estimator);
	const power = (gap: string) => (p === 2 ? graph.apply('Mul', [gap, gap]) : graph.apply('Abs', [gap]));
	let sum = '';
	const add = (part: string) => (sum = sum === '' ? part : graph.apply('Add', [sum, part]));
	if (flags.length > 0) {
		const q = graph.apply('Gather', [x, graph.constant('int64', flags, [flags.length])], { axis: 1n });
		const away = power(q);
		const change = graph.apply('Sub', [power(graph.apply('Sub', [q, graph.constant('double', [1], [1])])), away]);
		const turned = Uint8Array.from(marks, (_, place) => {
			const [flag, row] = [Math.floor(place / count), place % count];
			return marks[row * flags.length + flag] ?? 0;
		});
		const kept = graph.cast(graph.packed('uint8', turned, [flags.length, count]), 'double');
		add(graph.apply('MatMul', [change, kept]));
		add(graph.apply('ReduceSum', [away, at(graph, 1)], { keepdims: 1n }));
	}
	places.forEach((feature, place) => {
		const column = Float32Array.from({ length: count }, (_, row) => numbers[row * places.length + place] ?? 0);
		const kept = graph.cast(graph.packed('float', column, [1, count]), 'double');
		const q = graph.apply('Gather', [x, at(graph, feature)], { axis: 1n });
		add(power(graph.apply('Sub', [q, kept])));
	});
	return graph.smallest(sum, neighbors);
}

/** 1 / distance; where some are at distance 0, 1 for those and 0 for the others. */
function addWeights(graph: OnnxGraph, distances: string): string {
	const zero = graph.constant('double', [0], [1]);
	const one = graph.constant('double', [1], [1]);
	const isAlike = graph.apply('Equal', [distances, zero]);
	const alike = graph.cast(isAlike, 'double');
	const anyAlike = graph.apply('Greater', [graph.apply('ReduceMax', [alike], { axes: [1n], keepdims: 1n }), zero]);
	const inverse = graph.apply('Div', [one, graph.apply('Where', [isAlike, one, distances])]);
	return graph.apply('Where', [anyAlike, alike, inverse]);
}
