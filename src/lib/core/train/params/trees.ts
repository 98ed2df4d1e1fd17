import * as v from 'valibot';
import { count, positive, weight, type ParamRules } from './fields';

/** `patience`: rounds without a better validation loss before it ends; 0 for never. */
export const TreesParamsSchema = v.strictObject({
	rounds: v.optional(count(1, 10_000), 100),
	leaves: v.optional(count(2, 1024), 31),
	learningRate: v.optional(positive(10), 0.1),
	l2: v.optional(weight, 1),
	minChildWeight: v.optional(v.pipe(v.number(), v.minValue(1e-6), v.maxValue(1e9)), 1),
	bins: v.optional(count(2, 255), 255),
	patience: v.optional(count(0, 10_000), 0)
});
export type TreesParams = v.InferOutput<typeof TreesParamsSchema>;

export const treesRules: ParamRules = {
	rounds: { least: 1, most: 10_000, whole: true },
	leaves: { least: 2, most: 1024, whole: true },
	learningRate: { least: 0, most: 10 },
	l2: { least: 0, most: 1e9 },
	minChildWeight: { least: 1e-6, most: 1e9 },
	bins: { least: 2, most: 255, whole: true, more: true },
	patience: { least: 0, most: 10_000, whole: true }
};
