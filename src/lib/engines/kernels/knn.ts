import { keepRows, packRows } from '$lib/core/model/kept-rows';
import type { KnnEstimator } from '$lib/core/model/model';
import { seededRandom, shuffledIndex } from '$lib/core/random';
import { keptCount, refuseNeighbors } from '$lib/core/train/kept-count';
import type { Voters } from '$lib/core/train/knn-margins';
import { NearestRows } from '$lib/core/train/nearest';
import { resolveParams } from '$lib/core/train/params';
import type { FitHooks, Problem } from '$lib/core/train/problem';
import { KnnCurve, readRows } from './knn-curve';

/**
 * k nearest neighbours: the rows are kept, at most `mostRows` of them, by the seed. A step is one more neighbour, so that the curve says how many
 * are worth asking: its training loss is that of kept rows that are not their own neighbours. Where it stands is never kept, which would take
 * longer than the fit: a run that was cut begins anew. train/params-invalid for more neighbours than rows.
 */
export async function fitKnn(problem: Problem, hooks: FitHooks): Promise<KnnEstimator> {
	const { neighbors, weights, distance } = resolveParams('knn', problem.params);
	const { recorder } = hooks;
	const p = distance === 'manhattan' ? 1 : 2;
	const { train, validation, test, width } = problem;
	const order = keptRows(problem);
	refuseNeighbors(problem.params, order.length);
	const x = readRows(train, order, width);
	recorder.lap('read');
	const kept = keepRows(x, order.length, width);
	const index = new NearestRows(kept, p);
	const voters: Voters = {
		weights,
		classes: problem.loss === 'squared' ? 0 : problem.outputs,
		labels: Array.from(order, (row) => train.labels[row] ?? 0),
		votes: Array.from(order, (row) => train.weights[row] ?? 0)
	};
	recorder.lap('index');
	const curves = [
		await KnnCurve.ofKept(train, order, { index, voters, width, neighbors, hooks }),
		await KnnCurve.ofOthers(validation, { index, voters, width, neighbors, hooks }),
		await KnnCurve.ofOthers(test, { index, voters, width, neighbors, hooks })
	];
	let asked = 0;
	while (asked < neighbors) {
		const [own, held, measured] = curves.map((curve) => curve.next());
		asked += 1;
		recorder.lap('evaluate');
		recorder.step();
		const losses = { train: own ?? 0, validation: held ?? null, test: measured ?? null };
		if (hooks.step({ step: asked, total: neighbors, ...losses }).stop) break;
		await hooks.pause();
	}
	return { type: 'knn', neighbors: asked, p, ...voters, ...packRows(kept) };
}

/** Places among the training rows of those that are kept, in order: none that weighs nothing. */
function keptRows({ train, params, seed, width }: Problem): Int32Array {
	const weighing = Int32Array.from(train.rows.keys()).filter((row) => (train.weights[row] ?? 0) > 0);
	const most = keptCount(params, weighing.length, width);
	if (weighing.length <= most) return weighing;
	const chosen = shuffledIndex(weighing.length, seededRandom(seed + 5))
		.slice(0, most)
		.sort();
	return chosen.map((place) => weighing[place] ?? 0);
}
