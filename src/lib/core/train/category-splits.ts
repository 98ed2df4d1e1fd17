import type { Encoder, Estimator } from '../model/model';
import { encoderWidth } from './encode';
import { featureNames, mostOneHot, type Featurizer } from './featurizer';
import type { CategorySplit, Fitted } from './problem';

/** What is kept of a featurizer and what was fitted on it. */
export interface Kept {
	readonly encoders: readonly Encoder[];
	readonly features: readonly string[];
	readonly featureInputs: readonly number[];
	readonly estimator: Estimator;
}

/**
 * Splits by categories as plain splits by 0/1 features, so that whatever reads a model needs to know of thresholds only. A column of few
 * categories, which are split off one at a time, becomes one-hot; of more, each set becomes a feature.
 */
export function keepSplits(featurizer: Featurizer, { splits = [], ...estimator }: Fitted): Kept {
	const { inputs, encoders, categories } = featurizer;
	if (estimator.type !== 'trees' || !categories.some((count) => count > 0))
		return { encoders, features: featurizer.features, featureInputs: featurizer.featureInputs, estimator };
	const width = featurizer.features.length;
	const places = new Int32Array(width + splits.length).fill(-1);
	const kept: Encoder[] = [];
	let from = 0;
	let to = 0;
	for (const encoder of encoders) {
		const own = splits.flatMap((split, at) => (split.feature === from ? [{ ...split, at }] : []));
		if (encoder.type === 'ordinal' && (categories[from] ?? 0) > 0) {
			const made = encoder.categories.length <= mostOneHot.trees ? oneHot(encoder) : categorySets(encoder, own);
			own.forEach(({ at, categories: [first = 0] }, set) => {
				places[width + at] = to + (made.type === 'onehot' ? first : set);
			});
			kept.push(made);
		} else {
			for (let j = 0; j < encoderWidth(encoder); j++) places[from + j] = to + j;
			kept.push(encoder);
		}
		from += encoderWidth(encoder);
		to += encoderWidth(kept.at(-1) ?? encoder);
	}
	const inputPlaces = new Map(inputs.map(({ name }, place) => [name, place]));
	return {
		encoders: kept,
		features: kept.flatMap(featureNames),
		featureInputs: kept.flatMap((encoder) =>
			Array.from({ length: encoderWidth(encoder) }, () => inputPlaces.get(encoder.input) ?? 0)
		),
		estimator: {
			...estimator,
			trees: estimator.trees.map((tree) => ({
				...tree,
				feature: tree.feature.map((feature) => (feature < 0 ? feature : (places[feature] ?? 0)))
			}))
		}
	};
}

type Ordinal = Extract<Encoder, { type: 'ordinal' }>;

function oneHot({ input, categories }: Ordinal): Encoder {
	return { type: 'onehot', input, categories };
}

function categorySets({ input, categories }: Ordinal, splits: readonly CategorySplit[]): Encoder {
	const sets = splits.map((split) => [...split.categories]);
	// a column that no tree splits stays an input of the model
	return { type: 'category-sets', input, categories, sets: sets.length > 0 ? sets : [[0]] };
}
