import * as v from 'valibot';
import { count, type ParamRules } from './fields';

const neighborWeights = ['uniform', 'distance'] as const;
const distances = ['euclidean', 'manhattan'] as const;

/** At most `mostRows` training rows are kept, chosen by the seed. */
export const KnnParamsSchema = v.strictObject({
	neighbors: v.optional(count(1, 500), 15),
	weights: v.optional(v.picklist(neighborWeights), 'uniform'),
	distance: v.optional(v.picklist(distances), 'euclidean'),
	mostRows: v.optional(count(2, 50_000), 10_000)
});
export type KnnParams = v.InferOutput<typeof KnnParamsSchema>;

export const knnRules: ParamRules = {
	neighbors: { least: 1, most: 500, whole: true },
	weights: { least: 0, most: 0, choices: neighborWeights },
	distance: { least: 0, most: 0, choices: distances },
	mostRows: { least: 2, most: 50_000, whole: true, more: true }
};
