import { AppError } from '../errors';
import { seededRandom } from '../random';
import type { Checkpoint } from './checkpoint';
import { isSum, mostBackground, outputOf, prepareGame, thinned, type Attribution, type Game } from './coalition';
import type { Predictor } from '../ports';
import { exactShap, mostExactPlayers } from './exact-shap';
import { importanceOf, type ExplainJob, type Explanation } from './explanation';
import { kernelSampler } from './kernel-shap';
import { linearShap } from './linear-shap';
import { permutationSampler } from './permutation-shap';
import { sampledShap } from './sampled-shap';
import { hasCovers, treeShap } from './tree-shap';

/** Model evaluations that `auto` spends on going through every coalition. */
const exactEvaluations = 5e6;

/**
 * Explains rows against a background. `auto` takes the exact method of the model: linear, or trees over the background; where
 * that does not answer (nets, probabilities) every coalition while it is cheap enough, else sampled permutations. A method that
 * cannot give the wanted output is replaced the same way, and `method` says so. An estimate tells `onPartial` what it has after each
 * round. clarify/not-explainable when a method does not fit the model.
 */
export async function explain(
	job: ExplainJob,
	predictor: Predictor,
	checkpoint: Checkpoint,
	onPartial?: (found: Explanation) => void
): Promise<Explanation> {
	const whole = await prepareGame(job, predictor);
	const method = chooseMethod(job, whole);
	const game = ['exact', 'kernel', 'permutation'].includes(method) ? thinned(whole) : whole;
	const report = (found: Attribution) => explanationOf(job, game, method, found);
	return report(await attribute(job, game, method, checkpoint, onPartial && ((found) => onPartial(report(found)))));
}

function explanationOf(job: ExplainJob, game: Game, method: Explanation['method'], found: Attribution): Explanation {
	const features = job.model.inputs.map(({ name }) => name);
	return {
		method,
		exact: found.errors === null,
		output: outputOf(job),
		background: game.backgroundCount,
		features,
		...found,
		importance: importanceOf(features, found.values)
	};
}

function chooseMethod(job: ExplainJob, game: Game): Explanation['method'] {
	const { estimator } = job.model;
	const straight = isSum(job);
	const wanted = job.method;
	if ((wanted === 'tree' || wanted === 'tree-path') && estimator.type !== 'trees')
		throw new AppError('clarify/not-explainable', { method: wanted, model: estimator.type });
	if (wanted === 'tree-path' && estimator.type === 'trees' && !hasCovers(estimator))
		throw new AppError('clarify/not-explainable', {
			method: wanted,
			reason: 'the model does not say how many rows reached each node'
		});
	if (wanted === 'linear' && estimator.type !== 'linear')
		throw new AppError('clarify/not-explainable', { method: wanted, model: estimator.type });
	if (wanted === 'exact') {
		if (game.players > mostExactPlayers)
			throw new AppError('clarify/not-explainable', { method: wanted, columns: game.players, most: mostExactPlayers });
		return wanted;
	}
	if (wanted === 'kernel' || wanted === 'permutation') return wanted;
	if (straight && wanted !== 'auto') return wanted;
	if (straight && estimator.type === 'trees') return 'tree';
	if (straight && estimator.type === 'linear') return 'linear';
	const evaluations = 2 ** game.players * Math.min(mostBackground, game.backgroundCount) * game.rowCount;
	return game.players <= mostExactPlayers && evaluations <= exactEvaluations ? 'exact' : 'permutation';
}

async function attribute(
	job: ExplainJob,
	game: Game,
	method: Explanation['method'],
	checkpoint: Checkpoint,
	onPartial: ((found: Attribution) => void) | undefined
): Promise<Attribution> {
	const { estimator } = job.model;
	if (method === 'linear' && estimator.type === 'linear') return linearShap(game, estimator);
	if (method === 'tree' && estimator.type === 'trees') return treeShap(game, estimator, 'interventional', checkpoint);
	if (method === 'tree-path' && estimator.type === 'trees')
		return treeShap(game, estimator, 'path-dependent', checkpoint);
	if (method === 'exact') return exactShap(game, checkpoint);
	const random = seededRandom(job.seed);
	const sampler = method === 'kernel' ? kernelSampler(game, random) : permutationSampler(game, random);
	return sampledShap(game, sampler, { samples: job.samples, targetError: job.targetError, onPartial }, checkpoint);
}
