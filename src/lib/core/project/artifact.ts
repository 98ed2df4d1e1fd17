import * as v from 'valibot';

/**
 * Whatever is made on the way (dataset, recipe, training set, bias report, run, model, explanation, package, playlist ...) is an
 * artifact: immutable, named by the SHA-256 of its canonical content, and it knows what it was made from.
 * `meta` is checked by the schema that belongs to its type, which lives with its noun.
 */
export const artifactTypes = [
	'dataset',
	'recipe',
	'feature-batch',
	'training-set',
	'bias-report',
	'run',
	'model',
	'explanation',
	'package',
	'drift-report',
	'insight-report',
	'pipeline-run'
] as const;

export const ArtifactSchema = v.object({
	schemaVersion: v.literal(1),
	/** SHA-256 of type, blobs, meta and parents; equal content is the same artifact. */
	id: v.string(),
	type: v.picklist(artifactTypes),
	name: v.string(),
	/** Role -> hash in the blob store: { table: ..., onnx: ..., model: ... }. */
	blobs: v.record(v.string(), v.string()),
	meta: v.unknown(),
	/** Ids of the artifacts it was made from, by role: { dataset: ..., recipe: ... }. */
	parents: v.record(v.string(), v.string()),
	createdAt: v.number()
});
export type Artifact = v.InferOutput<typeof ArtifactSchema>;
export type ArtifactType = Artifact['type'];
