import * as v from 'valibot';
import type { Artifact } from '../project/artifact';
import type { AttributionDrift } from './attribution-drift';

const PlaceSchema = v.object({ meanAbs: v.number(), share: v.number(), rank: v.number() });
const DriftSchema: v.GenericSchema<unknown, AttributionDrift> = v.object({
	ndcg: v.nullable(v.number()),
	limit: v.number(),
	drifted: v.boolean(),
	reason: v.nullable(
		v.picklist(['baseline-empty', 'current-empty', 'baseline-zero', 'current-zero', 'not-finite', 'columns-differ'])
	),
	columns: v.array(v.object({ feature: v.string(), baseline: PlaceSchema, current: PlaceSchema, moved: v.number() })),
	onlyBaseline: v.array(v.string()),
	onlyCurrent: v.array(v.string())
});

/** What a drift report artifact keeps where it is of attributions. Parents: `model` and `current`. */
export const AttributionDriftMetaSchema = v.object({
	schemaVersion: v.literal(1),
	kind: v.literal('attribution-drift'),
	drift: DriftSchema,
	exact: v.boolean(),
	rows: v.object({ baseline: v.number(), current: v.number() })
});
export type AttributionDriftMeta = v.InferOutput<typeof AttributionDriftMetaSchema>;

/** What a report of attributions says; null for any other artifact. */
export function readAttributionDrift({ type, meta }: Pick<Artifact, 'type' | 'meta'>): AttributionDriftMeta | null {
	if (type !== 'drift-report') return null;
	const parsed = v.safeParse(AttributionDriftMetaSchema, meta);
	return parsed.success ? parsed.output : null;
}
