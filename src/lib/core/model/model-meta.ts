import * as v from 'valibot';
import type { Artifact } from '../project/artifact';
import { modelFormats } from './foreign-model';
import { estimatorNames } from '../train/job';

/** Where a model that was made elsewhere comes from. */
export const OriginSchema = v.object({
	format: v.picklist(modelFormats),
	/** Who wrote the file: `XGBoost 1.7.4`. */
	producer: v.string(),
	/** Name and SHA-256 of the file it was read from. */
	file: v.string(),
	hash: v.string(),
	/** Null where its parts were read; else why it is run as its graph. */
	asGraph: v.nullable(v.picklist(['other-nodes', 'answers-differ']))
});
export type Origin = v.InferOutput<typeof OriginSchema>;

/** What an artifact of type `model` says of itself. */
export const ModelMetaSchema = v.object({
	schemaVersion: v.literal(1),
	task: v.picklist(['classification', 'regression']),
	target: v.string(),
	estimator: v.picklist([...estimatorNames, 'graph']),
	metrics: v.record(v.string(), v.nullable(v.number())),
	/** As the model's; its metrics are measured at it. */
	threshold: v.optional(v.number()),
	/** Of a model made elsewhere: so that it can be chosen without being opened. */
	imported: v.optional(v.object({ origin: OriginSchema, classes: v.array(v.string()), inputs: v.array(v.string()) }))
});
export type ModelMeta = v.InferOutput<typeof ModelMetaSchema>;

/** Null for what is no model, or one of a shape this version does not know. */
export function readModelMeta(artifact: Artifact): ModelMeta | null {
	if (artifact.type !== 'model') return null;
	const parsed = v.safeParse(ModelMetaSchema, artifact.meta);
	return parsed.success ? parsed.output : null;
}
