import * as v from 'valibot';
import { AttributionBaselineSchema, type AttributionBaseline } from '../clarify/attribution-baseline';
import { AppError } from '../errors';
import { canonicalJson, type Json } from '../json';
import { ModelSchema, type Model } from './model';
import { OriginSchema } from './model-meta';
import { PreparationSchema, type Preparation } from './preparation';
import { estimatorNames } from '../train/job';

/** What a `.temoto-model` says of itself. The hashes are SHA-256 of the entries beside it. */
export const ModelManifestSchema = v.object({
	kind: v.literal('temoto-model'),
	schemaVersion: v.literal(1),
	name: v.string(),
	task: v.picklist(['classification', 'regression']),
	target: v.string(),
	estimator: v.picklist([...estimatorNames, 'graph']),
	/** Where it was made, when that is not here. */
	origin: v.optional(OriginSchema),
	files: v.object({
		'model.json': v.string(),
		'model.onnx': v.string(),
		'preparation.json': v.optional(v.string()),
		'attribution.json': v.optional(v.string())
	})
});
export type ModelManifest = v.InferOutput<typeof ModelManifestSchema>;

export const modelEntries = ['manifest.json', 'model.json', 'model.onnx'] as const;
/** Only in archives of models whose dataset a recipe made. */
export const preparationEntry = 'preparation.json';
/** Only in archives of models that were explained: what later attributions are compared with. */
export const attributionEntry = 'attribution.json';
export const mostModelBytes = 512 * 1024 * 1024;

const utf8 = new TextEncoder();

/** A model's bytes as they stand in the archive. */
export function modelBytes(model: Model): Uint8Array {
	const json: Json = JSON.parse(JSON.stringify(model));
	return utf8.encode(canonicalJson(json));
}

export function preparationBytes(preparation: Preparation): Uint8Array {
	const json: Json = JSON.parse(JSON.stringify(preparation));
	return utf8.encode(canonicalJson(json));
}

/** A preparation as an archive or a package holds it; null for none. model/invalid says what is wrong. */
export function readPreparation(bytes: Uint8Array | undefined): Preparation | null {
	return bytes ? parse(PreparationSchema, bytes, preparationEntry) : null;
}

export function attributionBytes(baseline: AttributionBaseline): Uint8Array {
	const json: Json = JSON.parse(JSON.stringify(baseline));
	return utf8.encode(canonicalJson(json));
}

export function manifestBytes(manifest: ModelManifest): Uint8Array {
	const json: Json = JSON.parse(JSON.stringify(manifest));
	return utf8.encode(canonicalJson(json));
}

/** Reads the JSON entries of an archive, checked; model/invalid says what is wrong. Hashes are the caller's to check. */
export function readModelEntries(entries: ReadonlyMap<string, Uint8Array>): {
	manifest: ModelManifest;
	model: Model;
	json: Uint8Array;
	onnx: Uint8Array;
	preparation: Preparation | null;
	attribution: AttributionBaseline | null;
} {
	const [manifest, json, onnx] = modelEntries.map((name) => {
		const bytes = entries.get(name);
		if (!bytes) throw new AppError('model/invalid', { reason: `${name} is not in it` });
		return bytes;
	});
	if (!manifest || !json || !onnx) throw new AppError('model/invalid', { reason: 'it is empty' });
	return {
		manifest: parse(ModelManifestSchema, manifest, 'manifest.json'),
		model: parse(ModelSchema, json, 'model.json'),
		json,
		onnx,
		preparation: readPreparation(entries.get(preparationEntry)),
		attribution: readAttribution(entries.get(attributionEntry))
	};
}

function readAttribution(bytes: Uint8Array | undefined): AttributionBaseline | null {
	return bytes ? parse(AttributionBaselineSchema, bytes, attributionEntry) : null;
}

function parse<S extends v.GenericSchema>(schema: S, bytes: Uint8Array, name: string): v.InferOutput<S> {
	let value: unknown;
	try {
		value = JSON.parse(new TextDecoder().decode(bytes));
	} catch (error) {
		throw new AppError('model/invalid', { reason: `${name} is not JSON` }, { cause: error });
	}
	const checked = v.safeParse(schema, value);
	if (checked.success) return checked.output;
	const [issue] = checked.issues;
	throw new AppError('model/invalid', { reason: `${name}: ${issue?.message ?? 'not a model'}` });
}
