import * as v from 'valibot';
import { count, positive, weight, type ParamRules } from './fields';

const hiddenPattern = /^\d{1,4}(,\d{1,4}){0,7}$/;
const hidden = v.pipe(
	v.union([v.string(), v.number()]),
	v.transform(String),
	v.regex(hiddenPattern),
	v.check((text) => text.split(',').every((size) => Number(size) > 0 && Number(size) <= 2048))
);

/**
 * l2 weighs half the squared length of the weights against the mean loss; biases are left out. `hidden`: sizes, comma between.
 * `patience`: epochs without a better validation loss before it ends; 0 for never.
 */
export const MlpParamsSchema = v.strictObject({
	hidden: v.optional(hidden, '64,32'),
	epochs: v.optional(count(1, 10_000), 12),
	batch: v.optional(count(4, 65_536), 256),
	learningRate: v.optional(positive(10), 0.002),
	l2: v.optional(weight, 1e-4),
	patience: v.optional(count(0, 10_000), 0)
});
export type MlpParams = v.InferOutput<typeof MlpParamsSchema>;

export const mlpRules: ParamRules = {
	hidden: { least: 0, most: 0, form: '1..2048, up to 8 of them, as in 64,32' },
	epochs: { least: 1, most: 10_000, whole: true },
	batch: { least: 4, most: 65_536, whole: true },
	learningRate: { least: 0, most: 10 },
	l2: { least: 0, most: 1e9 },
	patience: { least: 0, most: 10_000, whole: true }
};
