import type { LinearEstimator } from '../model/model';
import type { Attribution, Game } from './coalition';

/**
 * Exact interventional Shapley values of a linear margin: an input's value is Σ w (x - mean of the background) over its
 * features (Štrumbelj and Kononenko 2014).
 */
export function linearShap(game: Game, estimator: LinearEstimator): Attribution {
	const { width, players, rowCount, background, backgroundCount, rows, sign } = game;
	const weights = estimator.weights[game.output] ?? [];
	const means = new Float64Array(width);
	background.forEach((value, at) => (means[at % width] = (means[at % width] ?? 0) + value));
	let baseValue = estimator.bias[game.output] ?? 0;
	means.forEach((sum, feature) => {
		means[feature] = sum / backgroundCount;
		baseValue += (weights[feature] ?? 0) * (sum / backgroundCount);
	});
	const values = new Float64Array(rowCount * players);
	const predictions = new Float64Array(rowCount).fill(sign * baseValue);
	for (let row = 0; row < rowCount; row++)
		for (let feature = 0; feature < width; feature++) {
			const apart = (rows[row * width + feature] ?? NaN) - (means[feature] ?? 0);
			const part = sign * (weights[feature] ?? 0) * apart;
			const at = row * players + (game.model.featureInputs[feature] ?? 0);
			values[at] = (values[at] ?? 0) + part;
			predictions[row] = (predictions[row] ?? 0) + part;
		}
	return { baseValue: sign * baseValue, predictions, values, errors: null };
}
