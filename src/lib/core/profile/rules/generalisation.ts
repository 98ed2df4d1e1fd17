import { Streaks } from './recent';
import { defineRule, number, share, steps, stepwise } from './rule';

/** The held-out loss is above the training loss by more than a ratio and above its own best, some steps in a row. */
export const overfit = defineRule({
	id: 'overfit',
	family: 'training',
	severity: 'medium',
	estimators: stepwise,
	needs: 'held-out',
	fields: { ratio: share(0.1), rise: share(0.01), patience: steps(3), start: steps(0, 0) },
	watch: (param, { stepsParam }) => {
		const streaks = new Streaks();
		let best = { step: 0, loss: Infinity };
		return {
			step: ({ step, trainLoss, heldOutLoss }) => {
				if (heldOutLoss === null || step < param('start')) return undefined;
				if (heldOutLoss < best.loss) best = { step, loss: heldOutLoss };
				const value = (heldOutLoss - trainLoss) / Math.max(trainLoss, 1e-9);
				const isBad = value > param('ratio') && heldOutLoss > (1 + param('rise')) * best.loss;
				if (!streaks.holds('', isBad, param('patience'))) return null;
				return {
					value,
					limit: param('ratio'),
					facts: { trainLoss, testLoss: heldOutLoss, bestStep: best.step, bestTestLoss: best.loss },
					suggestion: { [stepsParam]: Math.max(1, best.step) }
				};
			}
		};
	}
});

/** For many steps neither loss got better by more than a share of itself: what comes now is only time. */
export const overtraining = defineRule({
	id: 'overtraining',
	family: 'training',
	severity: 'low',
	estimators: ['trees', 'mlp'],
	needs: 'steps',
	fields: { patienceTrain: steps(10), patienceHeldOut: steps(20), delta: number(0.001, 0, 1) },
	watch: (param, { stepsParam }) => {
		const best = { train: { step: 0, loss: Infinity }, heldOut: { step: 0, loss: Infinity } };
		const waited = (of: 'train' | 'heldOut', step: number, loss: number): number => {
			const { loss: lowest } = best[of];
			if (lowest === Infinity || lowest - loss > param('delta') * Math.abs(lowest)) best[of] = { step, loss };
			return step - best[of].step;
		};
		return {
			step: ({ step, trainLoss, heldOutLoss }) => {
				const train = waited('train', step, trainLoss);
				const heldOut = heldOutLoss === null ? 0 : waited('heldOut', step, heldOutLoss);
				const suggestion = (from: number) => (from > 1 ? { suggestion: { [stepsParam]: from } } : {});
				if (heldOut >= param('patienceHeldOut')) {
					const facts = { bestStep: best.heldOut.step, bestTestLoss: best.heldOut.loss };
					return {
						value: heldOut,
						limit: param('patienceHeldOut'),
						facts,
						...suggestion(best.heldOut.step)
					};
				}
				if (train < param('patienceTrain')) return null;
				const facts = { bestStep: best.train.step, trainLoss: best.train.loss };
				return { value: train, limit: param('patienceTrain'), facts, ...suggestion(best.train.step) };
			}
		};
	}
});
