import * as v from 'valibot';
import { monotoneDirections } from '../monotone';
import { count, positive, weight, type ParamRules } from './fields';

export const treeObjectives = ['squared', 'absolute', 'poisson', 'quantile'] as const;
export type TreeObjective = (typeof treeObjectives)[number];

const share = v.pipe(v.number(), v.minValue(0.01), v.maxValue(1));
const monotone = v.pipe(
	v.string(),
	v.maxLength(10_000),
	v.check((text) => monotoneDirections(text) !== null)
);

/**
 * Gain is what a split takes off twice the loss. l1 shrinks the gradient of a leaf, l2 adds to its hessian. `maxDepth`: 0 for no limit.
 * `rowSample` and `columnSample`: shares drawn anew for each round and for each tree. `objective` and `quantile` are for numbers.
 * `monotone`: columns along which the answer only rises or only falls, as monotoneDirections reads them. `categorySmooth` and `categoryL2`
 * hold back splits by a set of categories. `patience`: rounds without a better validation loss before it ends; 0 for never.
 */
export const TreesParamsSchema = v.strictObject({
	rounds: v.optional(count(1, 10_000), 100),
	leaves: v.optional(count(2, 1024), 31),
	learningRate: v.optional(positive(10), 0.1),
	patience: v.optional(count(0, 10_000), 0),
	maxDepth: v.optional(count(0, 1000), 0),
	l2: v.optional(weight, 1),
	minChildWeight: v.optional(v.pipe(v.number(), v.minValue(1e-6), v.maxValue(1e9)), 1),
	objective: v.optional(v.picklist(treeObjectives), 'squared'),
	quantile: v.optional(v.pipe(v.number(), v.minValue(0.001), v.maxValue(0.999)), 0.5),
	l1: v.optional(weight, 0),
	minChildRows: v.optional(count(1, 1e9), 1),
	minGain: v.optional(weight, 0),
	rowSample: v.optional(share, 1),
	columnSample: v.optional(share, 1),
	bins: v.optional(count(2, 255), 255),
	categorySmooth: v.optional(weight, 10),
	categoryL2: v.optional(weight, 10),
	monotone: v.optional(monotone, '')
});
export type TreesParams = v.InferOutput<typeof TreesParamsSchema>;

export const treesRules: ParamRules = {
	rounds: { least: 1, most: 10_000, whole: true },
	leaves: { least: 2, most: 1024, whole: true },
	learningRate: { least: 0, most: 10 },
	patience: { least: 0, most: 10_000, whole: true },
	maxDepth: { least: 0, most: 1000, whole: true },
	l2: { least: 0, most: 1e9 },
	minChildWeight: { least: 1e-6, most: 1e9, more: true },
	objective: { least: 0, most: 0, choices: treeObjectives, more: true, ofNumbers: true },
	quantile: { least: 0.001, most: 0.999, more: true, ofNumbers: true, where: { objective: ['quantile'] } },
	l1: { least: 0, most: 1e9, more: true },
	minChildRows: { least: 1, most: 1e9, whole: true, more: true },
	minGain: { least: 0, most: 1e9, more: true },
	rowSample: { least: 0.01, most: 1, more: true },
	columnSample: { least: 0.01, most: 1, more: true },
	bins: { least: 2, most: 255, whole: true, more: true },
	categorySmooth: { least: 0, most: 1e9, more: true },
	categoryL2: { least: 0, most: 1e9, more: true },
	monotone: {
		least: 0,
		most: 0,
		form: 'column=+1 or column=-1, comma between',
		example: 'age=+1, price=-1',
		more: true
	}
};
