import type { Tree } from '$lib/core/model/model';
import type { CategorySplit } from '$lib/core/train/problem';
import type { GrownTree } from './grown-tree';

/**
 * Trees in which a split by categories reads a 0/1 feature after the `width` others: the side that a category never seen must not go to is
 * the set, and goes right. `categories`: of each feature how many it has, 0 for a number.
 */
export function withSets(
	grown: readonly GrownTree[],
	width: number,
	categories: readonly number[]
): { readonly trees: Tree[]; readonly splits: CategorySplit[] } {
	const splits: CategorySplit[] = [];
	const known = new Map<string, number>();
	const place = (feature: number, set: readonly number[]): number => {
		const key = `${feature}: ${set.join(' ')}`;
		let at = known.get(key);
		if (at === undefined) {
			known.set(key, (at = splits.length));
			splits.push({ feature, categories: set });
		}
		return width + at;
	};
	const trees = grown.map(({ tree, leftBins }) => {
		const changed = { ...tree, feature: [...tree.feature], left: [...tree.left], right: [...tree.right] };
		const { feature, threshold, left, right, missingLeft } = {
			...changed,
			threshold: [...tree.threshold],
			missingLeft: [...tree.missingLeft]
		};
		tree.feature.forEach((split, node) => {
			const count = categories[split] ?? 0;
			const bins = leftBins[node];
			if (count === 0 || !bins) return;
			const goesLeft = (bin: number) => (((bins[bin >> 5] ?? 0) >>> (bin & 31)) & 1) === 1;
			const othersLeft = goesLeft(count);
			const set = Array.from({ length: count }, (_, category) => category).filter(
				(category) => goesLeft(category) !== othersLeft
			);
			feature[node] = place(split, set);
			threshold[node] = 0.5;
			missingLeft[node] = 1;
			if (othersLeft) return;
			left[node] = tree.right[node] ?? 0;
			right[node] = tree.left[node] ?? 0;
		});
		return { ...changed, threshold, missingLeft };
	});
	return { trees, splits };
}
