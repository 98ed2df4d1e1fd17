import * as v from 'valibot';
import { schedules } from '../net-schedule';
import { optimisers } from '../net-update';
import { count, positive, weight, type ParamRules } from './fields';

const hiddenPattern = /^\d{1,4}(,\d{1,4}){0,7}$/;
const hidden = v.pipe(
	v.union([v.string(), v.number()]),
	v.transform(String),
	v.regex(hiddenPattern),
	v.check((text) => text.split(',').every((size) => Number(size) > 0 && Number(size) <= 2048))
);
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(0.95));
const switches = ['off', 'on'] as const;

/**
 * hidden: sizes, comma between. l2 (adam, sgd) weighs half the squared length of the weights against the mean loss; weightDecay (adamw)
 * shrinks them by rate x decay a step; momentum is that of sgd. clip: longest joint length of a step's gradients, 0 for any. dropout: share
 * of each hidden layer's units left out in a step. embedding: most numbers that a category is read as, 0 for one-hot. patience: epochs
 * without a better validation loss before it ends, 0 for never.
 */
export const MlpParamsSchema = v.strictObject({
	hidden: v.optional(hidden, '64,32'),
	epochs: v.optional(count(1, 10_000), 12),
	batch: v.optional(count(4, 65_536), 128),
	optimiser: v.optional(v.picklist(optimisers), 'adam'),
	learningRate: v.optional(positive(10), 0.002),
	schedule: v.optional(v.picklist(schedules), 'constant'),
	l2: v.optional(weight, 1e-4),
	weightDecay: v.optional(weight, 0.01),
	momentum: v.optional(share, 0.9),
	clip: v.optional(weight, 0),
	dropout: v.optional(share, 0),
	batchNorm: v.optional(v.picklist(switches), 'off'),
	embedding: v.optional(count(0, 256), 50),
	patience: v.optional(count(0, 10_000), 0)
});
export type MlpParams = v.InferOutput<typeof MlpParamsSchema>;

export const mlpRules: ParamRules = {
	hidden: { least: 0, most: 0, form: '1..2048, up to 8 of them, as in 64,32' },
	epochs: { least: 1, most: 10_000, whole: true },
	batch: { least: 4, most: 65_536, whole: true },
	optimiser: { least: 0, most: 0, choices: optimisers, more: true },
	learningRate: { least: 0, most: 10 },
	schedule: { least: 0, most: 0, choices: schedules, more: true },
	l2: { least: 0, most: 1e9, where: { optimiser: ['adam', 'sgd'] } },
	weightDecay: { least: 0, most: 1e9, more: true, where: { optimiser: ['adamw'] } },
	momentum: { least: 0, most: 0.95, more: true, where: { optimiser: ['sgd'] } },
	clip: { least: 0, most: 1e9, more: true },
	dropout: { least: 0, most: 0.95, more: true },
	batchNorm: { least: 0, most: 0, choices: switches, more: true },
	embedding: { least: 0, most: 256, whole: true, more: true },
	patience: { least: 0, most: 10_000, whole: true }
};
