import { binEdges } from '$lib/core/train/bins';
import type { TreesParams } from '$lib/core/train/params/trees';
import type { FitHooks, Problem } from '$lib/core/train/problem';
import type { TreesKernel } from './load';
import { layOut, placeRows, type TreesLayout } from './trees-layout';

const sampleRows = 200_000;

/** Encodes and bins the rows of a problem into the kernel's memory. */
export function binRows(
	kernel: TreesKernel,
	problem: Problem,
	params: TreesParams,
	{ recorder }: FitHooks
): TreesLayout {
	const places = placeRows(problem);
	const { trainRows, validationBegin, testBegin, rows } = places;
	const { width: features } = problem;
	const parts = [
		[problem.train, 0],
		[problem.validation, validationBegin],
		[problem.test, testBegin]
	] as const;
	const values = new Float32Array(rows * features);
	for (const [part, begin] of parts) part.encode(values.subarray(begin), { rowStride: 1, columnStride: rows });
	recorder.lap('read');

	const step = Math.ceil(trainRows / sampleRows);
	const edges = Array.from({ length: features }, (_, feature) => {
		const categories = problem.categories?.[feature] ?? 0;
		if (categories > 0) return Float32Array.from({ length: categories - 1 }, (_, place) => place + 0.5);
		const column = values.subarray(feature * rows, feature * rows + trainRows);
		return binEdges((step > 1 ? column.filter((_, row) => row % step === 0) : column.slice()).sort(), params.bins);
	});
	const layout = layOut(kernel, places, problem, edges, params);
	const scratch = kernel.alloc(rows * 4);
	const edgeScratch = kernel.alloc(256 * 4);
	const { buffer } = kernel.memory;
	const column = new Float32Array(buffer, scratch, rows);
	edges.forEach((cuts, feature) => {
		column.set(values.subarray(feature * rows, (feature + 1) * rows));
		new Float32Array(buffer, edgeScratch, cuts.length).set(cuts);
		kernel.binColumn(scratch, rows, edgeScratch, cuts.length, layout.bins + feature, features);
	});
	for (const [part, begin] of parts) {
		new Float32Array(buffer, layout.label, rows).set(part.labels, begin);
		new Float32Array(buffer, layout.weight, rows).set(part.weights, begin);
	}
	recorder.lap('bin');
	return layout;
}
