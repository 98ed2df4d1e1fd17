import * as v from 'valibot';
import { LimitInputSchema } from '../clarify/limit-text';
import { engineNames, estimatorNames } from '../train/job';

/**
 * The typed steps of a pipeline. `from`, `model`, `spine` ... name earlier steps by id; everything else is a parameter. Paths of
 * files stand relative to the pipeline's file.
 */
const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,63}$/, 'a step id is lower-case letters, digits and dashes'));
const column = v.pipe(v.string(), v.minLength(1));
const facet = v.strictObject({
	column,
	/** The disadvantaged values; left out: each value against the rest. */
	values: v.optional(v.array(v.string())),
	/** For numbers: the group above it. */
	above: v.optional(v.number())
});
const seed = v.optional(v.number(), 0);
const labels = { label: column, positive: v.array(v.string()), facets: v.array(facet) };

const withSchemas = {
	/** Reads a file into a dataset. */
	import: v.strictObject({
		file: v.string(),
		delimiter: v.optional(v.string()),
		encoding: v.optional(v.string()),
		nulls: v.optional(v.array(v.string())),
		types: v.optional(v.record(v.string(), v.string()))
	}),
	/** Fits and runs a recipe over a dataset. `recipe` is a recipe, or the path of its file. */
	recipe: v.strictObject({ from: id, recipe: v.unknown(), name: v.optional(v.string()) }),
	/** Puts a dataset's rows into a feature group, made when it is not there. */
	ingest: v.strictObject({
		from: id,
		group: column,
		entity: v.array(column),
		eventTime: column,
		features: v.optional(v.array(column)),
		ttlMs: v.optional(v.nullable(v.number()), null),
		description: v.optional(v.string(), '')
	}),
	/** Joins groups to a spine, point in time. */
	'training-set': v.strictObject({
		spine: id,
		at: column,
		groups: v.pipe(v.array(v.strictObject({ from: id, features: v.optional(v.array(column)) })), v.minLength(1)),
		name: v.optional(v.string())
	}),
	/** Bias of labels, and of predictions where `predicted` names a column. */
	bias: v.strictObject({
		from: id,
		...labels,
		predicted: v.optional(column),
		group: v.optional(column),
		/** What lies beyond fails the step as a gate does: the project's limits, or these. */
		limits: v.optional(v.lazy((given) => (Array.isArray(given) ? v.array(LimitInputSchema) : v.literal('project'))))
	}),
	/** Row weights that make the facets independent of the label. */
	mitigate: v.strictObject({
		from: id,
		method: v.picklist(['reweigh']),
		label: column,
		positive: v.array(v.string()),
		facet,
		weight: v.optional(column, 'weight')
	}),
	train: v.strictObject({
		from: id,
		target: column,
		estimator: v.picklist(estimatorNames),
		task: v.optional(v.picklist(['classification', 'regression'])),
		params: v.optional(v.record(v.string(), v.union([v.number(), v.string()])), {}),
		weight: v.optional(column),
		ignore: v.optional(v.array(column), []),
		testFraction: v.optional(v.number(), 0.25),
		/** Of two classes: the probability of the second from which on the model calls it. */
		threshold: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
		engine: v.optional(v.picklist(engineNames), 'kernels'),
		seed,
		name: v.optional(v.string())
	}),
	/** The dataset with the model's prediction beside it. */
	predict: v.strictObject({
		from: id,
		model: id,
		/** Columns of the dataset that stay beside the prediction; all when left out. */
		keep: v.optional(v.array(column)),
		/** `held-out`: the rows its run did not learn from, with what was answered then. `from` is the table it learned from. */
		rows: v.optional(v.picklist(['all', 'held-out']), 'all'),
		name: v.optional(v.string())
	}),
	/** Quality of a model on rows whose target is known. */
	evaluate: v.strictObject({ from: id, model: id }),
	explain: v.strictObject({
		from: id,
		model: id,
		rows: v.optional(v.number(), 200),
		background: v.optional(v.number(), 50),
		method: v.optional(v.picklist(['auto', 'tree', 'tree-path', 'linear', 'exact', 'kernel', 'permutation']), 'auto'),
		output: v.optional(v.picklist(['margin', 'probability']), 'margin'),
		samples: v.optional(v.number(), 1000),
		seed
	}),
	/** Stops the pipeline when a value of an earlier step is past a limit. `metric` is `<step>.<value>`. */
	gate: v.pipe(
		v.strictObject({
			metric: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*\..+$/, 'a metric is <step>.<value>')),
			atLeast: v.optional(v.number()),
			atMost: v.optional(v.number())
		}),
		v.check(
			({ atLeast, atMost }) => (atLeast === undefined) !== (atMost === undefined),
			'a gate has either atLeast or atMost'
		)
	),
	/** Signs the model for devices. `from` is the data it was trained on, the baseline for drift. */
	package: v.strictObject({
		model: id,
		from: id,
		version: v.pipe(v.number(), v.integer(), v.minValue(1)),
		key: v.optional(v.string(), 'signing'),
		/** Whether this device takes it as its own. */
		install: v.optional(v.boolean(), false),
		name: v.optional(v.string()),
		expiresInDays: v.optional(v.number(), 365)
	}),
	drift: v.strictObject({ reference: id, current: id, columns: v.optional(v.array(column)) }),
	/** The best rows by a score, no group beyond its share. */
	playlist: v.strictObject({
		from: id,
		score: column,
		/** Ties go by this column, so that the same rows are taken every time. */
		key: column,
		group: column,
		count: v.pipe(v.number(), v.integer(), v.minValue(1)),
		/** The most one group may take: a fraction of the list, or its share of the rows. */
		share: v.union([v.pipe(v.number(), v.gtValue(0), v.maxValue(1)), v.literal('proportional')]),
		/** A formula; left out are rows for which it does not hold. */
		where: v.optional(v.string()),
		name: v.optional(v.string())
	})
} as const;

export type StepType = keyof typeof withSchemas;

const step = <T extends StepType>(type: T) =>
	v.strictObject({ id, type: v.literal(type), name: v.optional(v.string()), with: withSchemas[type] });

export const StepSchema = v.variant('type', [
	step('import'),
	step('recipe'),
	step('ingest'),
	step('training-set'),
	step('bias'),
	step('mitigate'),
	step('train'),
	step('predict'),
	step('evaluate'),
	step('explain'),
	step('gate'),
	step('package'),
	step('drift'),
	step('playlist')
]);
export type Step = v.InferOutput<typeof StepSchema>;
export type StepOf<T extends StepType> = Extract<Step, { type: T }>;

export const stepTypes = Object.keys(withSchemas) as readonly string[];

/** Raised when what a type of step does changes, so that answers kept from before are not used again. */
export const stepVersions: Readonly<Record<StepType, number>> = {
	import: 1,
	recipe: 1,
	ingest: 2,
	'training-set': 2,
	bias: 1,
	mitigate: 1,
	train: 1,
	predict: 2,
	evaluate: 1,
	explain: 1,
	gate: 1,
	package: 1,
	drift: 1,
	playlist: 2
};

/** Ids of the earlier steps a step reads, by role. */
export function stepInputs(step: Step): Readonly<Record<string, string>> {
	switch (step.type) {
		case 'import':
			return {};
		case 'training-set':
			return {
				spine: step.with.spine,
				...Object.fromEntries(step.with.groups.map((group, place) => [`group${place + 1}`, group.from]))
			};
		case 'gate':
			return { metric: step.with.metric.slice(0, step.with.metric.indexOf('.')) };
		case 'drift':
			return { reference: step.with.reference, current: step.with.current };
		case 'predict':
		case 'evaluate':
		case 'explain':
		case 'package':
			return { from: step.with.from, model: step.with.model };
		default:
			return { from: step.with.from };
	}
}
