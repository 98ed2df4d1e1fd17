import type { TensorFacts } from '../tensor-facts';
import { slower } from './gradients';
import { Streaks } from './recent';
import { defineRule, number, share, steps, worstTensor, type Look } from './rule';

/** A rule over the share of a layer's units that pass no gradient on: it may not stay above the limit for some looks. */
const idleShare = <const Id extends string>(
	id: Id,
	severity: 'medium' | 'high',
	shareOf: (facts: TensorFacts) => number | null | undefined
) =>
	defineRule({
		...{ id, severity },
		family: 'training',
		estimators: ['mlp'],
		needs: 'tensors',
		fields: { share: share(0.5), patience: steps(3) },
		watch: (param, run) => {
			const streaks = new Streaks();
			const [limit, patience] = [param('share'), param('patience')];
			const judge = (tensor: TensorFacts): Look => {
				const value = shareOf(tensor) ?? null;
				if (value === null) return undefined;
				if (!streaks.holds(tensor.name, value > limit, patience)) return null;
				return { tensor: tensor.name, value, limit, ...slower(run) };
			};
			return { tensors: (facts) => worstTensor(facts, judge) };
		}
	});

/** Units of a layer that give 0 for every row of the batch, and so learn nothing, are more than a share of it. */
export const deadRelu = idleShare('dead-relu', 'high', ({ inactive }) => inactive);

/** Most margins lie where the slope of the sigmoid or softmax behind them is below 1e-7: next to no gradient comes through. */
export const saturatedActivation = idleShare('saturated-activation', 'medium', ({ saturated }) => saturated);

/**
 * In the first looks the hidden layers' outputs differ in variance by more than a factor, or a layer gives the same for all: its weights
 * began too large or too small (Glorot & Bengio 2010).
 */
export const poorInitialisation = defineRule({
	id: 'poor-initialisation',
	family: 'training',
	severity: 'medium',
	estimators: ['mlp'],
	needs: 'tensors',
	fields: { ratio: number(10, 1, 1e9), looks: steps(10), patience: steps(5) },
	watch: (param) => {
		const streaks = new Streaks();
		let looks = 0;
		return {
			tensors: (facts) => {
				if (looks >= param('looks')) return undefined;
				const hidden = facts.filter(({ role, inactive }) => role === 'activation' && inactive !== null);
				if (hidden.length === 0) return undefined;
				looks += 1;
				const variances = hidden.map(({ variance }) => variance);
				const most = Math.max(...variances);
				const least = Math.min(...variances);
				const value = least > 0 ? most / least : Number.MAX_VALUE;
				if (!streaks.holds('', value > param('ratio'), param('patience'))) return null;
				const weakest = hidden.find(({ variance }) => variance === least);
				return { tensor: weakest?.name ?? '', value, limit: param('ratio'), facts: { most, least } };
			}
		};
	}
});
