import type { TreesParams } from '$lib/core/train/params/trees';
import type { FitHooks, Problem } from '$lib/core/train/problem';
import { shareOf } from './share';
import { deal, type Team } from './team';
import { layOut, placeRows, type TreesLayout } from './trees-layout';

const sampleRows = 200_000;
const mostEdges = 256;
const sortCountsBytes = 8192;

/** Encodes and bins the rows of a problem into the memory of a team. */
export function binRows(team: Team, problem: Problem, params: TreesParams, { recorder }: FitHooks): TreesLayout {
	const { kernel, size } = team;
	const places = placeRows(problem);
	const { validationBegin, testBegin, rows } = places;
	const { width: features } = problem;
	const parts = [
		[problem.train, 0],
		[problem.validation, validationBegin],
		[problem.test, testBegin]
	] as const;
	const bins = kernel.alloc(rows * features);
	const values = kernel.alloc(rows * features * 4);
	const encoded = new Float32Array(kernel.memory.buffer, values, rows * features);
	for (const [part, begin] of parts) part.encode(encoded.subarray(begin), { rowStride: 1, columnStride: rows });
	recorder.lap('read');

	const edges = findEdges(team, values, rows, problem, params.bins);
	const layout = layOut(team, places, problem, bins, edges, params);
	const padded = kernel.alloc(features * mostEdges * 4);
	const { buffer } = kernel.memory;
	const paddedView = new Float32Array(buffer, padded, features * mostEdges).fill(Infinity);
	edges.forEach((cuts, feature) => paddedView.set(cuts, feature * mostEdges));
	team.run((share) => {
		const { from, to } = shareOf(share, size, rows);
		return [['binRows', from, to, rows, features, values, padded, layout.valueBins, bins]];
	});
	for (const [part, begin] of parts) {
		new Float32Array(buffer, layout.label, rows).set(part.labels, begin);
		new Float32Array(buffer, layout.weight, rows).set(part.weights, begin);
	}
	recorder.lap('bin');
	return layout;
}

/** Edges of each feature, found in a sample of the training rows; categories are cut between every two. */
function findEdges(
	team: Team,
	values: number,
	rows: number,
	{ width, train, categories }: Problem,
	most: number
): Float32Array[] {
	const { kernel, size } = team;
	const count = train.rows.length;
	const step = Math.ceil(count / sampleRows);
	const scratchBytes = Math.ceil(count / step) * 8 + sortCountsBytes;
	const scratch = Array.from({ length: size }, () => kernel.alloc(scratchBytes));
	const found = kernel.alloc(width * mostEdges * 4);
	const counts = deal(team, width, (feature, share) => {
		const target = found + feature * mostEdges * 4;
		return ['findEdges', values + feature * rows * 4, count, step, most, scratch[share] ?? 0, target];
	});
	return counts.map((edges, feature) => {
		const known = categories?.[feature] ?? 0;
		return known > 0
			? Float32Array.from({ length: known - 1 }, (_, place) => place + 0.5)
			: new Float32Array(kernel.memory.buffer, found + feature * mostEdges * 4, edges).slice();
	});
}
