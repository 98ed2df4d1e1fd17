import { AppError } from '../errors';
import type { Model } from '../model/model';
import { applyLink, encodeRows, marginCount, margins } from '../train/predict';
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
	readonly answer: (x: Float32Array) => Float64Array;
}

/**
 * Encodes a job. Refuses with model/input-missing when a column is not there, table/empty without background rows, and
 * clarify/not-explainable when the model has no such class.
 */
export function prepareGame(job: ExplainJob): Game {
	const { model } = job;
	if (job.background.rows === 0) throw new AppError('table/empty', { table: 'background' });
	const classes = model.classes.length;
	const wanted = job.classIndex ?? classes - 1;
	if (model.link !== 'identity' && (wanted < 0 || wanted >= classes))
		throw new AppError('clarify/not-explainable', { class: wanted });
	const outputs = marginCount(model);
	const output = model.link === 'softmax' ? wanted : 0;
	const sign = model.link === 'logistic' && wanted === 0 ? -1 : 1;
	const width = model.features.length;
	const answer = (x: Float32Array): Float64Array => {
		const all = margins(model.estimator, x, width, outputs);
		const count = all.length / outputs;
		if (job.output === 'margin' || model.link === 'identity')
			return Float64Array.from({ length: count }, (_, row) => sign * (all[row * outputs + output] ?? NaN));
		const shares = applyLink(model.link, all, classes);
		return Float64Array.from({ length: count }, (_, row) => shares[row * classes + wanted] ?? NaN);
	};
	return {
		model,
		output,
		sign,
		players: model.inputs.length,
		width,
		rows: encodeRows(model, job.rows),
		rowCount: job.rows.rows,
		background: encodeRows(model, job.background),
		backgroundCount: job.background.rows,
		answer
	};
}

/** v(S) for one row: the mean answer over the background when the players in S take the row's values. */
export type Worth = (inside: (player: number) => boolean) => number;

export function worthOf(game: Game, row: number): Worth {
	const { width, background, backgroundCount, rows } = game;
	const mixed = new Float32Array(background.length);
	return (inside) => {
		mixed.set(background);
		for (let feature = 0; feature < width; feature++) {
			if (!inside(game.model.featureInputs[feature] ?? -1)) continue;
			const value = rows[row * width + feature] ?? NaN;
			for (let at = feature; at < mixed.length; at += width) mixed[at] = value;
		}
		return game.answer(mixed).reduce((sum, value) => sum + value, 0) / backgroundCount;
	};
}

/** What every method gives: values and errors are row-major rows x players. */
export interface Attribution {
	readonly baseValue: number;
	readonly predictions: Float64Array;
	readonly values: Float64Array;
	readonly errors: Float64Array | null;
}
