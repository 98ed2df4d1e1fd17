import * as v from 'valibot';
import type { Artifact } from '../project/artifact';
import { DatasetMetaSchema } from '../table/dataset';
import { BatchWarningSchema } from './validation';

const NullableNumber = v.nullable(v.number());
const StatisticsSchema = v.object({
	name: v.string(),
	type: v.string(),
	missing: v.number(),
	distinct: v.number(),
	min: v.nullable(v.union([v.number(), v.string()])),
	max: v.nullable(v.union([v.number(), v.string()])),
	mean: NullableNumber,
	std: NullableNumber,
	top: v.array(v.object({ value: v.string(), count: v.number() }))
});
/** What is kept of a feature at an ingest. */
export type FeatureStatistics = v.InferOutput<typeof StatisticsSchema>;

/** What a batch of a group's history says of itself; its rows are the blob `table`, as in a dataset. Times are milliseconds. */
export const BatchMetaSchema = v.object({
	...DatasetMetaSchema.entries,
	group: v.string(),
	groupVersion: v.number(),
	/** Names the batch by what went in, so that the same rows are never taken twice. */
	batch: v.string(),
	entities: v.number(),
	eventTime: v.object({ from: v.number(), to: v.number() }),
	/** When it was ingested: the write time of its records where no column has one. */
	writtenAt: v.number(),
	statistics: v.array(StatisticsSchema),
	/** How it stands off from the batch before, as found when it came. */
	warnings: v.optional(v.array(BatchWarningSchema), [])
});
export type BatchMeta = v.InferOutput<typeof BatchMetaSchema>;

export interface FeatureBatch {
	readonly artifact: Artifact;
	readonly meta: BatchMeta;
}

/** An artifact as a batch of a feature group; null for any other. */
export function readBatch(artifact: Artifact): FeatureBatch | null {
	if (artifact.type !== 'feature-batch') return null;
	const parsed = v.safeParse(BatchMetaSchema, artifact.meta);
	return parsed.success ? { artifact, meta: parsed.output } : null;
}

/** Whether a batch only says which entities are gone: it was made by a deletion, not from a table. */
export function isDeletion({ artifact }: FeatureBatch): boolean {
	return artifact.parents['dataset'] === undefined;
}
