import type { TensorFacts, TensorRole } from '../tensor-facts';
import { Streaks } from './recent';
import { defineRule, number, share, steps, worstTensor, type Look, type RunStart } from './rule';

/** How large the values of a tensor can be, either side of 0. */
const reach = ({ least, most }: TensorFacts) => Math.max(Math.abs(least), Math.abs(most));

/** The worst of what is said of each update beside the weight that it changed, which stands before it. */
function worstUpdate(facts: readonly TensorFacts[], judge: (update: TensorFacts, weight: TensorFacts) => Look): Look {
	let weight: TensorFacts | undefined;
	return worstTensor(facts, (tensor) => {
		if (tensor.role === 'weight') weight = tensor;
		return tensor.role === 'update' && weight?.name === tensor.name ? judge(tensor, weight) : undefined;
	});
}

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
		const [limit, patience] = [param('threshold'), param('patience')];
		const judge = ({ role, name, meanAbsolute: value, notFinite }: TensorFacts): Look => {
			if (role !== 'gradient') return undefined;
			return streaks.holds(name, notFinite === 0 && value < limit, patience) ? { tensor: name, value, limit } : null;
		};
		return { tensors: (facts) => worstTensor(facts, judge) };
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
	watch: (param, run) => {
		const limit = param('allowed');
		return {
			tensors: (facts) => {
				const bad = facts.find(({ notFinite }) => notFinite > limit);
				if (!bad) return null;
				const { name, notFinite, count } = bad;
				return { tensor: name, value: notFinite, limit, facts: { count }, ...slower(run) };
			}
		};
	}
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
		const [large, small, epsilon, patience] = [param('large'), param('small'), param('epsilon'), param('patience')];
		const judge = ({ name, meanAbsolute }: TensorFacts, weight: TensorFacts): Look => {
			const before = Math.abs(weight.meanAbsolute - meanAbsolute);
			const value = meanAbsolute / (before + epsilon);
			if (value > large) return { tensor: name, value, limit: large, ...slower(run) };
			return streaks.holds(name, value < small, patience) ? { tensor: name, value, limit: small } : null;
		};
		return { tensors: (facts) => worstUpdate(facts, judge) };
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
		const [limit, patience] = [param('share'), param('patience')];
		const streaks: Readonly<Partial<Record<TensorRole, Streaks>>> = {
			weight: new Streaks(),
			gradient: new Streaks(),
			activation: new Streaks()
		};
		const judge = (tensor: TensorFacts): Look => {
			const { name, role, notFinite, meanAbsolute } = tensor;
			const own = streaks[role];
			if (!own) return undefined;
			// what has a size is not all zeros: those need not be counted
			const mayBeBad = notFinite === 0 && (limit < 1 || meanAbsolute === 0);
			const isBad = mayBeBad && tensor.zeros >= limit;
			return own.holds(name, isBad, patience) ? { tensor: name, value: tensor.zeros, limit } : null;
		};
		return { tensors: (facts) => worstTensor(facts, judge) };
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
		const [looks, relative, absolute] = [param('looks'), param('relative'), param('absolute')];
		const judge = (update: TensorFacts, weight: TensorFacts): Look => {
			const limit = absolute + relative * weight.meanAbsolute;
			// the largest is no less than the mean
			const isBad = update.notFinite === 0 && update.meanAbsolute <= limit && reach(update) <= limit;
			return streaks.holds(update.name, isBad, looks) ? { tensor: update.name, value: reach(update), limit } : null;
		};
		return { tensors: (facts) => worstUpdate(facts, judge) };
	}
});
