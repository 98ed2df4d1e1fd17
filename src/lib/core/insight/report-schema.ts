import * as v from 'valibot';
import { JsonSchema } from '../recipe/recipe';
import { KindSchema } from '../table/schema';
import { featureTypes, type InsightReport } from './report';
import { severityOrder, warningCodes } from './warning';

const measure = v.nullable(v.number());
const task = v.picklist(['classification', 'regression']);
const IntervalSchema = v.nullable(v.object({ lower: v.number(), upper: v.number() }));
const CountedSchema = v.nullable(v.object({ value: v.number(), count: v.number() }));
const TopSchema = v.array(v.object({ value: v.string(), count: v.number() }));
const NumbersSchema = v.object({
	...{ count: v.number(), min: v.number(), max: v.number(), mean: v.number(), median: v.number(), std: measure },
	...{ skew: measure, kurtosis: measure, robustStd: measure, outliers: v.number() },
	...{ sentinel: CountedSchema, mostFrequent: CountedSchema }
});

const FeatureSchema = v.object({
	...{ name: v.string(), storage: v.string(), kind: KindSchema, type: v.picklist(featureTypes) },
	...{ missing: v.number(), invalid: v.number(), distinct: v.number(), numbers: v.nullable(NumbersSchema) },
	histogram: v.array(v.object({ from: v.number(), to: v.number(), count: v.number() })),
	top: TopSchema,
	patterns: v.array(v.object({ pattern: v.string(), share: v.number() })),
	predictionPower: measure,
	powerInterval: IntervalSchema,
	leakage: v.nullable(v.object({ metric: v.picklist(['auc', 'r2']), score: v.number(), interval: IntervalSchema })),
	// JSON has no infinity
	inflation: v.nullable(
		v.union([
			v.number(),
			v.pipe(
				v.literal('Infinity'),
				v.transform(() => Infinity)
			)
		])
	)
});

const QuickModelSchema = v.object({
	task,
	rows: v.object({ train: v.number(), validation: v.number(), test: v.number() }),
	rounds: v.number(),
	metrics: v.record(v.string(), measure),
	classes: v.array(v.string()),
	confusion: v.nullable(v.array(v.array(v.number()))),
	dropped: v.array(v.object({ column: v.string(), reason: v.string() })),
	importance: v.array(v.object({ column: v.string(), rise: v.number(), spread: v.number() }))
});

const WarningSchema = v.object({
	code: v.picklist(warningCodes),
	severity: v.picklist(severityOrder),
	column: v.nullable(v.string()),
	facts: v.record(v.string(), v.union([v.number(), v.string(), v.array(v.string())])),
	mends: v.array(v.object({ op: v.string(), params: v.record(v.string(), JsonSchema) }))
});

const RowSampleSchema = v.object({
	columns: v.array(v.string()),
	rows: v.array(v.object({ cells: v.array(v.nullable(v.string())), figure: v.number(), place: v.number() }))
});

/** A report as it was kept. */
export const InsightReportSchema: v.GenericSchema<unknown, InsightReport> = v.object({
	schemaVersion: v.literal(1),
	table: v.string(),
	summary: v.object({
		...{ rows: v.number(), columns: v.number(), missing: v.number(), missingShare: v.number(), invalid: v.number() },
		types: v.object(v.entriesFromList(featureTypes, v.number())),
		...{ duplicateRatio: v.number(), highWarnings: v.number() }
	}),
	sample: v.object({
		...{ model: v.number(), power: v.number(), analysis: v.number(), of: v.number(), seed: v.number() }
	}),
	target: v.nullable(
		v.object({
			...{ name: v.string(), task, classes: TopSchema },
			...{ missing: v.number(), invalid: v.number(), outliers: v.number() }
		})
	),
	quickModel: v.nullable(QuickModelSchema),
	quickModelReason: v.nullable(v.string()),
	warnings: v.array(WarningSchema),
	features: v.array(FeatureSchema),
	correlations: v.array(
		v.object({
			...{ a: v.string(), b: v.string(), rows: v.number(), pearson: measure, spearman: measure },
			...{ cramersV: measure, correlationRatio: measure, mutual: measure }
		})
	),
	anomalies: RowSampleSchema,
	duplicates: RowSampleSchema
});
