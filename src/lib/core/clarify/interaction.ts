import { AppError } from '../errors';
import type { Model } from '../model/model';
import type { Predictor } from '../ports';
import type { Checkpoint } from './checkpoint';
import { isSum, mostBackground, outputOf, prepareGame, thinned, type Game } from './coalition';
import { exactPairs, mostExactPlayers } from './exact-shap';
import type { ExplainJob } from './explanation';
import { linearShap } from './linear-shap';
import { treeShap } from './tree-shap';
import { treePairGains } from './tree-interaction';

export interface InteractionJob extends Omit<ExplainJob, 'method' | 'samples' | 'targetError' | 'seed'> {
	readonly method: 'auto' | 'tree' | 'tree-path' | 'linear' | 'exact';
	/** Of so many rows, the first ones, the values of every pair are handed back. */
	readonly keepRows: number;
}

/**
 * Shapley interaction values: what two columns give together beyond what each gives. A row's matrix is symmetric, its rows add up to the
 * Shapley values, and the diagonal holds what a column gives alone. Always exact.
 */
export interface Interactions {
	readonly method: 'tree' | 'tree-path' | 'linear' | 'exact';
	readonly exact: true;
	readonly output: 'margin' | 'probability';
	readonly background: number;
	readonly features: readonly string[];
	/** How many rows the means are over. */
	readonly rowCount: number;
	/** Mean |value|, row-major features x features; off the diagonal of ij alone, half of what the pair gives. */
	readonly meanAbs: Float64Array;
	/** Of the first rows, row-major rows x features x features. */
	readonly values: Float64Array;
}

export interface PairStrength {
	readonly first: string;
	readonly second: string;
	/** Mean |value| of the pair, both halves of it. */
	readonly meanAbs: number;
}

/** Every pair of two columns, the strongest first. */
export function strongestPairs({ features, meanAbs }: Pick<Interactions, 'features' | 'meanAbs'>): PairStrength[] {
	return features
		.flatMap((second, j) =>
			features.slice(0, j).map((first, i) => ({ first, second, meanAbs: 2 * (meanAbs[i * features.length + j] ?? 0) }))
		)
		.sort((a, b) => b.meanAbs - a.meanAbs);
}

/** Numbers held at a time: rows x features x features. */
const mostHeld = 4e6;

/** Coalition values asked of a model at most, over all rows. */
const mostAsked = 2e7;

/**
 * Interactions of every pair over the rows of a job. Trees and lines give them exactly; other models, and probabilities, only by every
 * coalition, up to 12 columns: else clarify/no-interactions, since an estimate of them is too far off to draw.
 */
export async function interact(
	job: InteractionJob,
	predictor: Predictor,
	checkpoint: Checkpoint
): Promise<Interactions> {
	const whole = await prepareGame({ ...job, method: 'auto', samples: 0, seed: 0 }, predictor);
	const method = methodOf(job, whole);
	const game = method === 'exact' ? thinned(whole) : whole;
	const { players, rowCount } = game;
	const cells = players * players;
	const together = Math.max(1, Math.floor(mostHeld / cells));
	const meanAbs = new Float64Array(cells);
	const kept = Math.min(rowCount, job.keepRows);
	const values = new Float64Array(kept * cells);
	for (let begin = 0; begin < rowCount; begin += together) {
		const end = Math.min(rowCount, begin + together);
		const part = partOf(game, begin, end);
		const step: Checkpoint = (done, total) => checkpoint(begin + ((end - begin) * done) / Math.max(1, total), rowCount);
		const found = await matricesOf(job, part, method, step);
		found.forEach((value, at) => (meanAbs[at % cells] = (meanAbs[at % cells] ?? 0) + Math.abs(value) / rowCount));
		if (begin < kept) values.set(found.subarray(0, (Math.min(end, kept) - begin) * cells), begin * cells);
	}
	return {
		method,
		exact: true,
		output: outputOf(job),
		background: game.backgroundCount,
		features: job.model.inputs.map(({ name }) => name),
		rowCount,
		meanAbs,
		values
	};
}

function methodOf({ model, method, output }: InteractionJob, game: Game): Interactions['method'] {
	const { type } = model.estimator;
	const straight = isSum({ model, output });
	if ((method === 'tree' || method === 'tree-path') && type !== 'trees')
		throw new AppError('clarify/not-explainable', { method, model: type });
	if (method === 'linear' && type !== 'linear') throw new AppError('clarify/not-explainable', { method, model: type });
	if (straight && type === 'trees' && method !== 'exact') return method === 'tree-path' ? method : 'tree';
	if (straight && type === 'linear' && method !== 'exact') return 'linear';
	const asked = 2 ** game.players * Math.min(mostBackground, game.backgroundCount) * game.rowCount;
	if (game.players > mostExactPlayers || asked > mostAsked)
		throw new AppError('clarify/no-interactions', {
			columns: game.players,
			most: mostExactPlayers,
			rows: game.rowCount
		});
	return 'exact';
}

function partOf(game: Game, begin: number, end: number): Game {
	return { ...game, rows: game.rows.subarray(begin * game.width, end * game.width), rowCount: end - begin };
}

/** Off the diagonal the gains of pairs, on it what is left of each Shapley value: rows x players x players. */
async function matricesOf(
	{ model: { estimator } }: InteractionJob,
	game: Game,
	method: Interactions['method'],
	checkpoint: Checkpoint
): Promise<Float64Array> {
	const { players, rowCount } = game;
	const { values, gains } = await pairsOf(estimator, game, method, checkpoint);
	for (let at = 0; at < rowCount * players; at++) {
		let others = 0;
		for (let other = 0; other < players; other++) others += gains[at * players + other] ?? 0;
		gains[at * players + (at % players)] = (values[at] ?? 0) - others;
	}
	return gains;
}

async function pairsOf(
	estimator: Model['estimator'],
	game: Game,
	method: Interactions['method'],
	checkpoint: Checkpoint
): Promise<{ values: Float64Array; gains: Float64Array }> {
	if (estimator.type === 'linear' && method === 'linear')
		return { ...linearShap(game, estimator), gains: new Float64Array(game.rowCount * game.players ** 2) };
	if (estimator.type !== 'trees' || method === 'exact') return exactPairs(game, checkpoint);
	const view = method === 'tree-path' ? 'path-dependent' : 'interventional';
	const { values } = await treeShap(game, estimator, view, checkpoint);
	return { values, gains: await treePairGains(game, estimator, view, checkpoint) };
}
