import { slower } from './gradients';
import { RecentValues } from './recent';
import { defineRule, number, steps, stepwise, type Look, type RunStart } from './rule';

/** Ten times the learning rate, within what it may be. */
function faster({ params }: Pick<RunStart, 'params'>): { suggestion?: { learningRate: number } } {
	const rate = params['learningRate'];
	return typeof rate === 'number' && rate < 1
		? { suggestion: { learningRate: Number((rate * 10).toPrecision(3)) } }
		: {};
}

/**
 * In a window of steps the training loss is never `fall` percent below the first one, or it ends `rise` percent of the first one above
 * where the window began.
 */
export const lossNotDecreasing = defineRule({
	id: 'loss-not-decreasing',
	family: 'training',
	severity: 'high',
	estimators: stepwise,
	needs: 'steps',
	fields: { window: steps(10, 2), fall: number(0.1, 0, 100), rise: number(5, 0, 1e6) },
	watch: (param, run) => {
		const recent = new RecentValues(param('window'));
		let first: number | null = null;
		const judge = (): Look => {
			const size = Math.abs(first ?? 0) || 1;
			const [begin = 0] = recent.values;
			const last = recent.values.at(-1) ?? 0;
			const fell = (100 * ((first ?? 0) - Math.min(...recent.values))) / size;
			const rose = (100 * (last - begin)) / size;
			const facts = { firstLoss: first ?? 0, loss: last };
			if (rose > param('rise')) return { value: rose, limit: param('rise'), facts, ...slower(run) };
			return fell < param('fall') ? { value: fell, limit: param('fall'), facts, ...faster(run) } : null;
		};
		return {
			step: ({ trainLoss }) => {
				if (first === null) {
					first = trainLoss;
					return undefined;
				}
				recent.add(trainLoss);
				return recent.isFull ? judge() : undefined;
			},
			end: () => (recent.isFull || recent.values.length < 2 ? undefined : judge())
		};
	}
});

/** The training loss is above a multiple of the lowest one before it. */
export const explodingLoss = defineRule({
	id: 'exploding-loss',
	family: 'training',
	severity: 'high',
	estimators: stepwise,
	needs: 'steps',
	fields: { factor: number(2, 1, 1e9) },
	watch: (param, run) => {
		let lowest = Infinity;
		return {
			step: ({ trainLoss }) => {
				const limit = param('factor') * lowest + 1e-6;
				const facts = { lowest };
				const isFirst = lowest === Infinity;
				lowest = Math.min(lowest, trainLoss);
				if (isFirst) return undefined;
				return trainLoss > limit ? { value: trainLoss, limit, facts, ...slower(run) } : null;
			}
		};
	}
});

/** A step came later after the one before it than a run should ever stand still. */
export const stalled = defineRule({
	id: 'stalled',
	family: 'training',
	severity: 'medium',
	needs: 'steps',
	fields: { seconds: number(60, 0, 1e6) },
	watch: (param) => ({
		step: ({ ms }) => (ms / 1000 > param('seconds') ? { value: ms / 1000, limit: param('seconds') } : null)
	})
});
