import type { TensorFacts } from '$lib/core/profile/tensor-facts';
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
		factsOf('tree', 'depth', depths),
		...Array.from(gains, (gain, feature) =>
			factsOf(featureNames[feature] ?? `feature ${feature}`, 'importance', [total > 0 ? gain / total : 0])
		)
	];
}

function factsOf(name: string, role: TensorFacts['role'], values: readonly number[]): TensorFacts {
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
	return {
		name,
		role,
		count: values.length,
		mean,
		meanAbsolute: mean,
		variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length,
		least: Math.min(...values),
		most: Math.max(...values),
		zeros: values.filter((value) => value === 0).length / values.length,
		notFinite: 0,
		inactive: null
	};
}
