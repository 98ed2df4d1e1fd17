import type { Model } from '../model/model';
import type { Columns } from '../table/columns';

export type ExplainMethod = 'auto' | 'tree' | 'tree-path' | 'linear' | 'exact' | 'kernel' | 'permutation';

export interface ExplainJob {
	readonly model: Model;
	readonly rows: Columns;
	readonly background: Columns;
	readonly method: ExplainMethod;
	readonly output: 'margin' | 'probability';
	/** For estimates: how many coalitions of columns are asked a row. */
	readonly samples: number;
	/** For estimates: a row is done when none of its standard errors is above this, if that comes first. */
	readonly targetError?: number;
	readonly seed: number;
	/** Which class's margin or probability; the last one when left out. */
	readonly classIndex?: number;
}

/** Shapley values by raw input column (one-hot groups added up): baseValue + sum of a row's values = its prediction. */
export interface Explanation {
	readonly method: Exclude<ExplainMethod, 'auto'>;
	readonly exact: boolean;
	readonly output: 'margin' | 'probability';
	readonly baseValue: number;
	/** Background rows used: exact methods use all, the others at most 100 of them, evenly spaced. */
	readonly background: number;
	/** Names of the model's inputs, in order. */
	readonly features: readonly string[];
	readonly predictions: Float64Array;
	/** Row-major rows x features. */
	readonly values: Float64Array;
	/** Standard errors, same shape, where estimated. */
	readonly errors: Float64Array | null;
	readonly importance: readonly { readonly feature: string; readonly meanAbs: number }[];
}

/** Mean |value| of each column over rows x features, the largest first. */
export function importanceOf(features: readonly string[], values: Float64Array): Explanation['importance'] {
	const width = features.length;
	const rows = width === 0 ? 0 : values.length / width;
	return features
		.map((feature, place) => {
			let sum = 0;
			for (let at = place; at < values.length; at += width) sum += Math.abs(values[at] ?? 0);
			return { feature, meanAbs: rows === 0 ? 0 : sum / rows };
		})
		.sort((a, b) => b.meanAbs - a.meanAbs);
}
