import * as v from 'valibot';
import { RuleResultSchema } from '../profile/rules/rule-result';
import { RuleSettingsSchema } from '../profile/rules/settings';
import { calibrationMethods } from './calibration';
import type { Artifact } from '../project/artifact';
import { engineNames, estimatorNames } from './job';
import { noticeCodes } from './notice';
import type { TrainSpec } from './spec';

const LossSchema = v.nullable(v.number());

const RowsSchema = v.object({ train: v.number(), test: v.number() });
const MetricsSchema = v.record(v.string(), v.nullable(v.number()));

const NoticeSchema = v.object({
	code: v.picklist(noticeCodes),
	columns: v.array(v.string()),
	count: v.number(),
	of: v.number()
});

/** What a run artifact keeps. Its profile is a blob of its own (`profile`, or `spans` as it was), its model an artifact. */
export const RunMetaSchema = v.object({
	schemaVersion: v.literal(1),
	/** SHA-256 of everything the run depends on: the same key is the same model, to the bit. */
	key: v.string(),
	target: v.string(),
	task: v.picklist(['classification', 'regression']),
	estimator: v.picklist(estimatorNames),
	engine: v.picklist(engineNames),
	params: v.record(v.string(), v.union([v.number(), v.string()])),
	seed: v.number(),
	/** How the rows to measure on were chosen. */
	holdout: v.variant('type', [
		v.object({ type: v.literal('none') }),
		v.object({ type: v.literal('fraction'), fraction: v.number() }),
		v.object({ type: v.literal('random'), fraction: v.number() }),
		v.object({ type: v.literal('group'), fraction: v.number(), column: v.string() }),
		v.object({ type: v.literal('time'), fraction: v.number(), column: v.string(), gap: v.number() }),
		v.object({
			type: v.literal('folds'),
			count: v.number(),
			by: v.picklist(['random', 'stratified', 'group', 'time']),
			column: v.nullable(v.string()),
			gap: v.number()
		}),
		v.object({ type: v.literal('column'), column: v.string(), value: v.string() }),
		v.object({ type: v.literal('table'), dataset: v.string() })
	]),
	weight: v.nullable(v.string()),
	/** Whether every class weighs the same in training, whatever its rows. */
	classWeights: v.optional(v.picklist(['none', 'balanced']), 'none'),
	ignore: v.array(v.string()),
	rows: RowsSchema,
	classes: v.array(v.string()),
	metrics: MetricsSchema,
	/** What each fold gave, where rows were measured in folds; `metrics` is their mean. */
	folds: v.optional(v.array(v.object({ rows: RowsSchema, metrics: MetricsSchema })), []),
	calibrate: v.optional(v.picklist(calibrationMethods), 'none'),
	/** What the held-out rows gave before calibration; null where nothing is calibrated. */
	rawMetrics: v.optional(v.nullable(MetricsSchema), null),
	seconds: v.number(),
	phases: v.record(v.string(), v.number()),
	/** How the rules were set, where they were. */
	rules: v.optional(RuleSettingsSchema, {}),
	checks: v.array(RuleResultSchema),
	curve: v.array(
		v.object({
			step: v.number(),
			trainLoss: v.number(),
			validationLoss: v.optional(LossSchema, null),
			testLoss: LossSchema
		})
	),
	/** The step with the lowest validation loss; 0 without validation rows. */
	bestStep: v.optional(v.number(), 0),
	/** What ended the fit before its last step: `patience`, `person`, or the name of a rule. */
	stoppedBy: v.optional(v.nullable(v.string()), null),
	/** The step after which the fit was to end, where that was asked for. */
	stopAfter: v.optional(v.nullable(v.number()), null),
	/** SHA-256 of the table's bytes, and of the recipe that made it; null in runs older than their keeping. */
	data: v.optional(v.nullable(v.object({ table: v.string(), recipe: v.nullable(v.string()) })), null),
	/** Version, engine and code that trained; null in runs older than its keeping. */
	maker: v.optional(v.nullable(v.string()), null),
	dropped: v.array(
		v.object({
			column: v.string(),
			reason: v.picklist(['identifier', 'constant', 'high-cardinality', 'unsupported-kind', 'ignored'])
		})
	),
	missingTarget: v.number(),
	/** What was to know before it ran. */
	notices: v.optional(v.array(NoticeSchema), [])
});
export type RunMeta = v.InferOutput<typeof RunMetaSchema>;
export type Holdout = RunMeta['holdout'];

/** What a run artifact says of itself; null when it is no run, or one of a shape this version does not know. */
export function readRunMeta(artifact: Artifact): RunMeta | null {
	if (artifact.type !== 'run') return null;
	const parsed = v.safeParse(RunMetaSchema, artifact.meta);
	return parsed.success ? parsed.output : null;
}

/** How the rows of a run were chosen, as one would ask for it again. A table to measure on is given beside the spec. */
export function holdoutSpec(holdout: Holdout): Pick<TrainSpec, 'testFraction' | 'folds' | 'split' | 'splitBy'> {
	switch (holdout.type) {
		case 'none':
			return { testFraction: 0 };
		case 'column':
			return { split: { column: holdout.column, test: holdout.value } };
		case 'table':
			return {};
		case 'fraction':
			return { testFraction: holdout.fraction };
		case 'random':
			return { testFraction: holdout.fraction, splitBy: { by: 'random' } };
		case 'folds': {
			const { count: folds, by, column, gap } = holdout;
			if (by === 'random' || by === 'stratified') return { folds, splitBy: { by } };
			return { folds, splitBy: by === 'group' ? { by, column: column ?? '' } : { by, column: column ?? '', gap } };
		}
		case 'group':
			return { testFraction: holdout.fraction, splitBy: { by: 'group', column: holdout.column } };
		case 'time':
			return { testFraction: holdout.fraction, splitBy: { by: 'time', column: holdout.column, gap: holdout.gap } };
	}
}

/** What a run was asked for, to ask for it again. A table to measure on is given beside the spec. */
export function specOfRun(meta: RunMeta): TrainSpec {
	const { target, task, estimator, engine, seed, weight, ignore, params, holdout, stopAfter } = meta;
	const { classWeights, calibrate, rules } = meta;
	return {
		...{ target, task, estimator, engine, seed, ignore, params, classWeights, calibrate, rules },
		...holdoutSpec(holdout),
		...(weight === null ? {} : { weight }),
		...(stopAfter === null ? {} : { stopAfter })
	};
}
