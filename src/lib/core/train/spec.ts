import * as v from 'valibot';
import { calibrationMethods } from './calibration';
import { engineNames, estimatorNames } from './job';
import { RuleSettingsSchema } from '../profile/rules/settings';

/** What to train, as a form, a command line or a pipeline says it. What is left out takes a default or is guessed. */
export const TrainSpecSchema = v.strictObject({
	target: v.string(),
	estimator: v.picklist(estimatorNames),
	task: v.optional(v.picklist(['classification', 'regression'])),
	engine: v.optional(v.picklist(engineNames)),
	params: v.optional(v.record(v.string(), v.union([v.number(), v.string()]))),
	seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
	/** Share of rows held out, stratified for classes; 0.25 by default, 0 for none. */
	testFraction: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(0.9))),
	/**
	 * How that share is chosen: by chance, each class its share (what happens for classes), whole groups of a column, or the newest rows by a
	 * column of times, with a gap before them in its unit (milliseconds for dates).
	 */
	splitBy: v.optional(
		v.variant('by', [
			v.strictObject({ by: v.literal('random') }),
			v.strictObject({ by: v.literal('stratified') }),
			v.strictObject({ by: v.literal('group'), column: v.string() }),
			v.strictObject({
				by: v.literal('time'),
				column: v.string(),
				gap: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0)))
			})
		])
	),
	/** Measures on every row, each by a model that has not seen its fold, instead of on a share that is held out. */
	folds: v.optional(v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(50))),
	/** Rows where this column has this value are held out instead; the column is not a feature. */
	split: v.optional(v.strictObject({ column: v.string(), test: v.string() })),
	/** How probabilities are calibrated, on answers for training rows in folds: Platt's scaling (a temperature beyond two classes) or steps. */
	calibrate: v.optional(v.picklist(calibrationMethods)),
	classWeights: v.optional(v.picklist(['none', 'balanced'])),
	/** A column of row weights. */
	weight: v.optional(v.string()),
	/** Columns that are not features. */
	ignore: v.optional(v.array(v.string())),
	/** How rules look at the run and what they do about what they find. */
	rules: v.optional(RuleSettingsSchema),
	/** The fit ends after this step, and the model is not fitted again on all rows. */
	stopAfter: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
	/** Name of the run and of its model. */
	name: v.optional(v.string())
});
export type TrainSpec = v.InferInput<typeof TrainSpecSchema>;
