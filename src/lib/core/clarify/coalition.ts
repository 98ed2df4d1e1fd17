import { AppError } from '../errors';
import { askModel, type AskedModel } from '../model/asked-model';
import type { Model } from '../model/model';
import type { Predictor } from '../ports';
import { marginCount } from '../train/predict';
import type { ExplainJob } from './explanation';

/** A job ready to be explained: rows and background encoded, the answer a function of encoded rows, players the input columns. */
export interface Game {
	readonly model: Model;
	/** The margin explained, by its place. */
	readonly output: number;
	/** -1 where two classes share one margin and the first is explained. */
	readonly sign: number;
	readonly players: number;
	readonly width: number;
	/** Row-major rows x width. */
	readonly rows: Float32Array;
	readonly rowCount: number;
	readonly background: Float32Array;
	readonly backgroundCount: number;
	/** The explained number of each encoded row. */
	readonly answer: (x: Float32Array) => Promise<Float64Array>;
}

/**
 * Encodes a job. Refuses with model/input-missing when a column is not there, table/empty without background rows, and
 * clarify/not-explainable when the model has no such class.
 */
export async function prepareGame(job: ExplainJob, predictor: Predictor): Promise<Game> {
	const { model } = job;
	if (job.background.rows === 0) throw new AppError('table/empty', { table: 'background' });
	const asked = await askModel(model, predictor);
	return {
		model,
		...marginOf(job),
		players: model.inputs.length,
		width: model.features.length,
		rows: asked.encode(job.rows),
		rowCount: job.rows.rows,
		background: asked.encode(job.background),
		backgroundCount: job.background.rows,
		answer: answerOf(asked, job)
	};
}

type Wanted = Pick<ExplainJob, 'model' | 'output' | 'classIndex'>;

/** The place of the margin asked for, and -1 where two classes share one and the first is meant. */
function marginOf(job: Wanted): Pick<Game, 'output' | 'sign'> {
	const wanted = classOf(job);
	const { link } = job.model;
	return { output: marginCount(job.model) > 1 ? wanted : 0, sign: link === 'logistic' && wanted === 0 ? -1 : 1 };
}

function classOf({ model, classIndex }: Wanted): number {
	const classes = model.classes.length;
	const wanted = classIndex ?? classes - 1;
	if (classes > 0 && (wanted < 0 || wanted >= classes))
		throw new AppError('clarify/not-explainable', { class: wanted });
	return wanted;
}

/** One number for each encoded row: the margin or the probability asked for. clarify/not-explainable when there is no such class. */
export function answerOf(asked: AskedModel, job: Wanted): (x: Float32Array) => Promise<Float64Array> {
	const { model } = job;
	const isMargin = outputOf(job) === 'margin';
	const { output, sign } = marginOf(job);
	const [step, place] = isMargin
		? [marginCount(model), output]
		: [Math.max(1, model.classes.length), Math.max(0, classOf(job))];
	const factor = isMargin ? sign : 1;
	return async (x) => {
		const all = await (isMargin ? asked.margins(x) : asked.answers(x));
		return Float64Array.from({ length: all.length / step }, (_, row) => factor * (all[row * step + place] ?? NaN));
	};
}

/** What is explained: a number is its own margin; a graph of classes and a forest give probabilities only. */
export function outputOf({ model, output }: Pick<ExplainJob, 'model' | 'output'>): 'margin' | 'probability' {
	if (model.link === 'identity') return 'margin';
	return model.estimator.type === 'graph' || model.link === 'shares' ? 'probability' : output;
}

/** Whether what is explained is a sum that the estimator makes, so that its exact methods answer. */
export function isSum(job: Pick<ExplainJob, 'model' | 'output'>): boolean {
	return outputOf(job) === 'margin' || job.model.link === 'shares';
}

/** Methods that ask the model for every coalition and background row take this many of them. */
export const mostBackground = 100;

export function thinned(game: Game): Game {
	const { width, backgroundCount, background } = game;
	if (backgroundCount <= mostBackground) return game;
	const kept = new Float32Array(mostBackground * width);
	for (let row = 0; row < mostBackground; row++) {
		const from = Math.floor((row * backgroundCount) / mostBackground) * width;
		kept.set(background.subarray(from, from + width), row * width);
	}
	return { ...game, background: kept, backgroundCount: mostBackground };
}

/** So many mixed rows are asked at a time. */
const mostMixed = 8192;

/**
 * v(S) of one row for several coalitions: the mean answer over the background when the players in S take the row's values.
 * `members` holds 0 or 1, coalitions x players; `pause` is called between batches.
 */
export async function worths(
	game: Game,
	row: number,
	members: Uint8Array,
	pause: () => Promise<void>
): Promise<Float64Array> {
	const { width, background, backgroundCount, rows, players, model } = game;
	const count = members.length / players;
	const together = Math.max(1, Math.floor(mostMixed / backgroundCount));
	const means = new Float64Array(count);
	for (let begin = 0; begin < count; begin += together) {
		await pause();
		const here = Math.min(together, count - begin);
		const mixed = new Float32Array(here * background.length);
		for (let at = 0; at < here; at++) {
			mixed.set(background, at * background.length);
			for (let feature = 0; feature < width; feature++) {
				if (members[(begin + at) * players + (model.featureInputs[feature] ?? 0)] !== 1) continue;
				const value = rows[row * width + feature] ?? NaN;
				const end = (at + 1) * background.length;
				for (let cell = at * background.length + feature; cell < end; cell += width) mixed[cell] = value;
			}
		}
		const answers = await game.answer(mixed);
		for (let at = 0; at < here; at++) {
			let sum = 0;
			for (let other = 0; other < backgroundCount; other++) sum += answers[at * backgroundCount + other] ?? NaN;
			means[begin + at] = sum / backgroundCount;
		}
	}
	return means;
}

/** v(∅): the mean answer of the background. */
export async function backgroundMean(game: Game): Promise<number> {
	return (await game.answer(game.background)).reduce((sum, value) => sum + value, 0) / game.backgroundCount;
}

/** What every method gives: values and errors are row-major rows x players. */
export interface Attribution {
	readonly baseValue: number;
	readonly predictions: Float64Array;
	readonly values: Float64Array;
	readonly errors: Float64Array | null;
}
