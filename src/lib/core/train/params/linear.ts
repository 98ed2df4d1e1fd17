import * as v from 'valibot';
import { count, positive, weight, type ParamRules } from './fields';

/** l2 is the weight of half the squared length of the coefficients against the sum of losses: 1 / C of scikit-learn. */
export const LinearParamsSchema = v.strictObject({
	l2: v.optional(weight, 1),
	iterations: v.optional(count(1, 10_000), 200),
	tolerance: v.optional(positive(1), 1e-7)
});
export type LinearParams = v.InferOutput<typeof LinearParamsSchema>;

export const linearRules: ParamRules = {
	l2: { least: 0, most: 1e9 },
	iterations: { least: 1, most: 10_000, whole: true },
	tolerance: { least: 0, most: 1, more: true }
};
