import type { TensorFacts, TensorRole } from '../tensor-facts';
import { Streaks } from './recent';
import { defineRule, number, share, steps, worstOf, type Look, type RunStart } from './rule';

const withRole = (facts: readonly TensorFacts[], role: TensorRole) => facts.filter((fact) => fact.role === role);
/** How large the values of a tensor can be, either side of 0. */
const reach = ({ least, most }: TensorFacts) => Math.max(Math.abs(least), Math.abs(most));

/** A tenth of the learning rate, where there is one. */
export function slower({ params }: Pick<RunStart, 'params'>): { suggestion?: { learningRate: number } } {
	const rate = params['learningRate'];
	return typeof rate === 'number' ? { suggestion: { learningRate: Number((rate / 10).toPrecision(3)) } } : {};
}

/** The mean size of a layer's gradient stays below the threshold: the layer does not learn. */
export const vanishingGradient = defineRule({
	id: 'vanishing-gradient',
	family: 'training',
	severity: 'high',
	estimators: ['mlp'],
	needs: 'tensors',
	fields: { threshold: number(1e-7, 0, 1), patience: steps(3) },
	watch: (param) => {
		const streaks = new Streaks();
		return {
			tensors: (facts) =>
				worstOf(
					withRole(facts, 'gradient').map(({ name, meanAbsolute, notFinite }): Look => {
						const isBad = notFinite === 0 && meanAbsolute < param('threshold');
						if (!streaks.holds(name, isBad, param('patience'))) return null;
						return { tensor: name, value: meanAbsolute, limit: param('threshold') };
					})
				)
		};
	}
});

/** A tensor holds values that are no numbers; the first one is named, since they spread from there. */
export const explodingTensor = defineRule({
	id: 'exploding-tensor',
	family: 'training',
	severity: 'high',
	estimators: ['mlp'],
	needs: 'tensors',
	fields: { allowed: steps(0, 0) },
	watch: (param, run) => ({
		tensors: (facts) => {
			const bad = facts.find(({ notFinite }) => notFinite > param('allowed'));
			if (!bad) return null;
			const { name, notFinite, count } = bad;
			return { tensor: name, value: notFinite, limit: param('allowed'), facts: { count }, ...slower(run) };
		}
	})
});

/**
 * A step changes a layer by far more than it held, or by next to nothing. What it held is no less, in the mean, than the difference of what it
 * holds and the update (the triangle inequality).
 */
export const updateRatio = defineRule({
	id: 'update-ratio',
	family: 'training',
	severity: 'medium',
	estimators: ['mlp'],
	needs: 'tensors',
	fields: { large: number(10, 0, 1e9), small: number(1e-8, 0, 1), epsilon: number(1e-9, 0, 1), patience: steps(3) },
	watch: (param, run) => {
		const streaks = new Streaks();
		return {
			tensors: (facts) => {
				const weights = new Map(withRole(facts, 'weight').map((fact) => [fact.name, fact]));
				return worstOf(
					withRole(facts, 'update').map(({ name, meanAbsolute }): Look => {
						const weight = weights.get(name);
						if (!weight) return undefined;
						const before = Math.abs(weight.meanAbsolute - meanAbsolute);
						const value = meanAbsolute / (before + param('epsilon'));
						if (value > param('large')) return { tensor: name, value, limit: param('large'), ...slower(run) };
						const isStill = streaks.holds(name, value < param('small'), param('patience'));
						return isStill ? { tensor: name, value, limit: param('small') } : null;
					})
				);
			}
		};
	}
});

/** Every value of a tensor (or nearly every one) is exactly 0. */
export const allZero = defineRule({
	id: 'all-zero',
	family: 'training',
	severity: 'high',
	estimators: ['mlp'],
	needs: 'tensors',
	fields: { share: share(1), patience: steps(3) },
	watch: (param) => {
		const streaks = new Streaks();
		return {
			tensors: (facts) =>
				worstOf(
					facts
						.filter(({ role }) => role === 'weight' || role === 'gradient' || role === 'activation')
						.map(({ name, role, zeros, notFinite }): Look => {
							const isBad = notFinite === 0 && zeros >= param('share');
							if (!streaks.holds(`${role} ${name}`, isBad, param('patience'))) return null;
							return { tensor: name, value: zeros, limit: param('share') };
						})
				)
		};
	}
});

/** No weight of a layer moves by more than absolute + relative x its mean size, look after look (as numpy's allclose). */
export const unchangedTensor = defineRule({
	id: 'unchanged-tensor',
	family: 'training',
	severity: 'medium',
	estimators: ['mlp'],
	needs: 'tensors',
	fields: { looks: steps(3), relative: number(1e-5, 0, 1), absolute: number(1e-8, 0, 1) },
	watch: (param) => {
		const streaks = new Streaks();
		return {
			tensors: (facts) => {
				const weights = new Map(withRole(facts, 'weight').map((fact) => [fact.name, fact]));
				return worstOf(
					withRole(facts, 'update').map((update): Look => {
						const weight = weights.get(update.name);
						if (!weight) return undefined;
						const limit = param('absolute') + param('relative') * weight.meanAbsolute;
						const value = reach(update);
						const isBad = update.notFinite === 0 && value <= limit;
						return streaks.holds(update.name, isBad, param('looks')) ? { tensor: update.name, value, limit } : null;
					})
				);
			}
		};
	}
});
