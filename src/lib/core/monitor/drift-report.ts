import * as v from 'valibot';
import type { Artifact } from '../project/artifact';
import type { DriftReport } from './drift';
import { SketchSchema } from './sketch';

const measure = v.nullable(v.number());
const tail = v.exactOptional(v.nullable(v.object({ statistic: v.number(), pValue: v.number() })));
export const DriftReportSchema: v.GenericSchema<unknown, DriftReport> = v.object({
	reference: v.number(),
	current: v.number(),
	drifted: v.boolean(),
	onlyReference: v.array(v.string()),
	onlyCurrent: v.array(v.string()),
	columns: v.array(
		v.object({
			column: v.string(),
			kind: v.string(),
			missing: v.object({ reference: v.number(), current: v.number(), pValue: measure, drifted: v.boolean() }),
			tests: v.object({
				ks: tail,
				wasserstein: v.exactOptional(measure),
				wassersteinNormed: v.exactOptional(measure),
				psi: measure,
				jensenShannon: measure,
				hellinger: measure,
				totalVariation: measure,
				lInfinity: measure,
				lInfinityRobust: v.exactOptional(measure),
				chiSquare: v.exactOptional(v.nullable(v.object({ statistic: v.number(), pValue: v.number(), df: v.number() })))
			}),
			effect: measure,
			effectInterval: v.nullable(v.tuple([v.number(), v.number()])),
			pValue: measure,
			null: v.nullable(v.picklist(['exact', 'asymptotic', 'permutation', 'binned'])),
			pAdjusted: measure,
			drifted: v.boolean(),
			reason: v.nullable(
				v.picklist(['reference-empty', 'current-empty', 'both-empty', 'constant', 'missing-changed', 'type-changed'])
			),
			unseen: measure
		})
	)
});

/** What a drift report artifact keeps. Its distributions are a blob of their own (`distributions`: JSON). */
export const DriftMetaSchema = v.object({
	schemaVersion: v.literal(1),
	drifted: v.boolean(),
	report: DriftReportSchema,
	/** Times of the first and the last prediction, where the current rows are what a device was asked. */
	window: v.exactOptional(v.object({ from: v.number(), to: v.number() }))
});
export type DriftMeta = v.InferOutput<typeof DriftMetaSchema>;

/** What a drift report says of itself; null when it is none, or one of a shape this version does not know. */
export function readDriftMeta(artifact: Artifact): DriftMeta | null {
	if (artifact.type !== 'drift-report') return null;
	const parsed = v.safeParse(DriftMetaSchema, artifact.meta);
	return parsed.success ? parsed.output : null;
}

/** Every compared column of both sides in counts over the same bins, by name: enough to draw them without the rows. */
export const DistributionsSchema = v.object({
	reference: v.record(v.string(), SketchSchema),
	current: v.record(v.string(), SketchSchema)
});
export type Distributions = v.InferOutput<typeof DistributionsSchema>;
