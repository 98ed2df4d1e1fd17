import { tensorFacts, type TensorFacts } from '$lib/core/profile/tensor-facts';
import type { Problem } from '$lib/core/train/problem';
import type { GrownTree } from './grown-tree';

/** What rules read of trees: how deep those of the round are, and the share of all gain so far that each feature brought. */
export function treeFacts(
	grown: readonly GrownTree[],
	gains: Float64Array,
	{ featureNames = [] }: Problem
): readonly TensorFacts[] {
	const total = gains.reduce((sum, gain) => sum + gain, 0);
	const depths = grown.map(({ depth }) => depth);
	return [
		tensorFacts('tree', 'depth', depths),
		...Array.from(gains, (gain, feature) =>
			tensorFacts(featureNames[feature] ?? `feature ${feature}`, 'importance', [total > 0 ? gain / total : 0])
		)
	];
}
