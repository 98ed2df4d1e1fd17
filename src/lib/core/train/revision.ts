import type { EstimatorName } from './job';

/**
 * Raised whenever the same settings, rows and seed begin to give another model though neither the version nor the engine's code tells.
 * Nets, 2: weights start Glorot-uniform.
 */
const revisions: Readonly<Record<EstimatorName, number>> = { linear: 1, trees: 1, knn: 1, mlp: 2 };

/** What tells the models of an estimator from those that earlier code made of the same; empty before the first change. */
export function revisionOf(estimator: EstimatorName): string {
	return revisions[estimator] > 1 ? `r${revisions[estimator]}` : '';
}
