import type { TensorFacts } from '../tensor-facts';
import { defineRule, share, steps, worstOf, type Look } from './rule';

/** A tree is deeper than a limit: few rows reach its ends, and it may learn them by heart. */
export const treeDepth = defineRule({
	id: 'tree-depth',
	family: 'training',
	severity: 'low',
	estimators: ['trees'],
	needs: 'trees',
	fields: { depth: steps(24, 1, 1024) },
	watch: (param, { params }) => {
		const leaves = params['leaves'];
		const suggestion = typeof leaves === 'number' && leaves > 4 ? { suggestion: { leaves: leaves >> 1 } } : {};
		return {
			tensors: (facts) =>
				worstOf(
					facts.map(({ name, role, most }): Look => {
						if (role !== 'depth') return undefined;
						return most > param('depth') ? { tensor: name, value: most, limit: param('depth'), ...suggestion } : null;
					})
				)
		};
	}
});

/** A few features bring nearly all the gain of the splits: the answer may hide in them. Judged when the run ends. */
export const importanceOverweight = defineRule({
	id: 'importance-overweight',
	family: 'training',
	severity: 'low',
	estimators: ['trees'],
	needs: 'columns',
	fields: { features: steps(1, 1, 100), share: share(0.9) },
	watch: (param) => {
		let last: readonly TensorFacts[] = [];
		return {
			tensors: (facts) => {
				last = facts.filter(({ role }) => role === 'importance').sort((a, b) => b.mean - a.mean);
				return undefined;
			},
			end: () => {
				if (last.length <= param('features')) return undefined;
				const value = last.slice(0, param('features')).reduce((sum, { mean }) => sum + mean, 0);
				return value > param('share') ? { tensor: last[0]?.name ?? '', value, limit: param('share') } : null;
			}
		};
	}
});
