import { AppError } from '../errors';
import type { Model } from '../model/model';
import type { EstimatorName } from './job';
import type { Params } from './params';
import { resolveParams } from './params';
import { labelScale, type LabelScale, type Loss } from './problem';
import type { Target } from './target';

/** What a run makes small, in which unit, and how its margins become answers. */
export interface Objective {
	readonly loss: Loss;
	readonly scale: LabelScale;
	/** What one of the engine's losses is in the curves: mean squared and absolute errors and the pinball loss in the target's own unit. */
	readonly unit: number;
	readonly link: Model['link'];
}

/**
 * Of `target` as it is in the rows to learn from. Counts are not standardised: their margin is the logarithm of their mean.
 * Neighbours answer with labels and shares as they are.
 * train/params-invalid for an objective of numbers where there are classes, train/negative-target for a count below 0.
 */
export function objectiveOf(
	target: Target & { readonly name: string },
	estimator: EstimatorName,
	params: Params,
	learned: Int32Array
): Objective {
	const objective = estimator === 'trees' ? resolveParams('trees', params).objective : 'squared';
	if (target.classes.length > 0) {
		if (objective !== 'squared')
			throw new AppError('train/params-invalid', {
				...{ estimator, param: 'objective', value: objective },
				allowed: 'squared'
			});
		if (estimator === 'knn') return { loss: 'softmax', scale: { mean: 0, scale: 1 }, unit: 1, link: 'shares' };
		const isPair = target.classes.length === 2;
		return {
			loss: isPair ? 'logistic' : 'softmax',
			scale: { mean: 0, scale: 1 },
			unit: 1,
			link: isPair ? 'logistic' : 'softmax'
		};
	}
	if (objective === 'poisson') {
		const value = target.values.find((value) => value < 0);
		if (value !== undefined) throw new AppError('train/negative-target', { column: target.name, value });
		return { loss: 'squared', scale: { mean: 0, scale: 1 }, unit: 2, link: 'exp' };
	}
	if (estimator === 'knn') return { loss: 'squared', scale: { mean: 0, scale: 1 }, unit: 1, link: 'identity' };
	const scale = labelScale(target, learned);
	return {
		loss: 'squared',
		scale,
		unit: objective === 'squared' ? 2 * scale.scale ** 2 : scale.scale,
		link: 'identity'
	};
}
