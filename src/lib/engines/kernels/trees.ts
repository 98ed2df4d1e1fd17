import { resolveParams } from '$lib/core/train/params';
import type { TreesEstimator } from '$lib/core/model/model';
import type { CategorySplit, FitHooks, Part, Problem } from '$lib/core/train/problem';
import { binRows } from './bin-rows';
import { growTree } from './grow-tree';
import type { GrownTree } from './grown-tree';
import type { Team } from './team';
import { teamWork } from './team-work';
import { treeFacts } from './tree-facts';
import { priorMargins, treeLoss, type TreeLoss } from './tree-priors';
import { drawRoles, sampleRows } from './tree-sampling';
import { withSets } from './tree-sets';
import { packBoosted, unpackBoosted, type Boosted } from './trees-state';

interface FittedTrees extends TreesEstimator {
	readonly splits: readonly CategorySplit[];
}

/** Gradient-boosted trees: each round grows one tree a margin from the gradients of the loss. */
export async function fitTrees(team: Team, problem: Problem, hooks: FitHooks): Promise<FittedTrees> {
	const params = resolveParams('trees', problem.params);
	const layout = binRows(team, problem, params, hooks);
	const { buffer } = team.kernel.memory;
	const base = priorMargins(problem, params);
	const margin = new Float32Array(buffer, layout.margin, layout.rows * layout.outputs);
	base.forEach((value, k) => margin.fill(value, k * layout.rows, (k + 1) * layout.rows));
	const work = teamWork(team, layout, problem, params);
	const { recorder, restored } = hooks;
	const start: Boosted = restored
		? unpackBoosted(restored)
		: { trees: [], margin, gains: new Float64Array(layout.features), best: 0 };
	const { trees, gains } = start;
	let { best } = start;
	margin.set(start.margin);
	const least = leastLoss(problem, treeLoss(problem, params));
	const all = new Uint32Array(layout.trainRows).map((_, row) => row);
	work.trainGradients();
	for (let round = (restored?.step ?? 0) + 1; round <= params.rounds; round++) {
		recorder.open('round', round);
		const rows = sampleRows(all, params.rowSample, problem.seed, round);
		const grown: GrownTree[] = [];
		for (let k = 0; k < layout.outputs; k++) {
			new Uint8Array(buffer, layout.roles, layout.features).set(drawRoles(problem, params, round, k));
			grown.push(growTree({ work, layout, params, problem, buffer, rows, gains }, k));
		}
		trees.push(...grown);
		const train = work.trainGradients() / problem.train.weightSum - least.train;
		const validation = meanLoss(work.loss('validation'), problem.validation, least.validation);
		const test = meanLoss(work.loss('test'), problem.test, least.test);
		recorder.close();
		recorder.step();
		const { isBest, stop } = hooks.step({ step: round, total: params.rounds, train, validation, test });
		if (isBest) best = round;
		const isEnough = hooks.looks(round, 1) && hooks.show(round, treeFacts(grown, gains, problem));
		await hooks.checkpoint(round, () => packBoosted(round, { trees, margin, gains, best }));
		if (stop || isEnough) break;
		await hooks.pause();
	}
	const kept = hooks.keepsBest && best > 0 ? trees.slice(0, best * layout.outputs) : trees;
	return { type: 'trees', base, ...withSets(kept, layout.features, problem.categories ?? []) };
}

function meanLoss(sum: number, { weightSum }: Part, least: number): number | null {
	return weightSum > 0 ? sum / weightSum - least : null;
}

/** What the loss of the kernel is where every margin is right: of counts y - y log y, else 0. */
function leastLoss(
	{ train, validation, test }: Problem,
	loss: TreeLoss
): Record<'train' | 'validation' | 'test', number> {
	const of = ({ labels, weights, weightSum }: Part): number => {
		if (loss !== 'poisson' || weightSum === 0) return 0;
		let sum = 0;
		labels.forEach((y, at) => (sum += (weights[at] ?? 0) * (y > 0 ? y - y * Math.log(y) : 0)));
		return sum / weightSum;
	};
	return { train: of(train), validation: of(validation), test: of(test) };
}
