import * as v from 'valibot';
import { AttributionBaselineSchema } from '../clarify/attribution-baseline';
import { AppError } from '../errors';
import { canonicalJson } from '../json';
import { ModelInputSchema } from '../model/model';
import { PreparationSchema } from '../model/preparation';
import { SketchSchema } from '../monitor/sketch';

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const CellSchema = v.nullable(v.union([v.number(), v.string()]));

/** Rows with the answers a device must give for them, to the tolerance. */
const GoldenSchema = v.object({
	/** Row-major: one cell an input of the model, in their order. */
	rows: v.array(v.array(CellSchema)),
	/** Row-major: one probability a class, or the one number of a regression. Computed apart from the graph. */
	answers: v.array(v.array(v.number())),
	tolerance: v.number()
});

/** What a package says of itself. It is signed as its canonical JSON, and names every other file by hash. */
export const ManifestSchema = v.object({
	schemaVersion: v.literal(1),
	format: v.literal('temoto-package'),
	name: v.pipe(v.string(), v.minLength(1), v.maxLength(500)),
	/** Only ever grows for a name: a device refuses to go back. */
	version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
	createdAt: v.number(),
	expiresAt: v.number(),
	model: v.object({
		task: v.picklist(['classification', 'regression']),
		target: v.string(),
		classes: v.array(v.string()),
		/** What the graph reads: raw columns, where the recipe is in it. */
		inputs: v.array(ModelInputSchema)
	}),
	/** The recipe's step after which the graph begins; left out where nothing is missing in it. */
	notInside: v.optional(PreparationSchema.entries.notInside),
	/** Name in the archive -> SHA-256. */
	files: v.record(v.string(), hash),
	/** Sketches of the training data by input, and of the predictions on it as `prediction`. */
	baselines: v.record(v.string(), SketchSchema),
	/** What mattered to the model when it was trained, where it was explained. */
	attribution: v.optional(AttributionBaselineSchema),
	golden: GoldenSchema,
	/** Ids of the artifacts it was made from, by role. */
	lineage: v.record(v.string(), v.string())
});
export type Manifest = v.InferOutput<typeof ManifestSchema>;

export const SignatureSchema = v.object({
	algorithm: v.picklist(['Ed25519', 'ECDSA-P256']),
	publicKey: v.string(),
	/** Over the bytes of manifest.json as they are in the archive. */
	signature: v.string()
});
export type PackageSignature = v.InferOutput<typeof SignatureSchema>;

/** A public key whose packages a device takes. */
export const TrustedKeySchema = v.object({
	algorithm: v.picklist(['Ed25519', 'ECDSA-P256']),
	publicKey: v.string()
});
export type TrustedKey = v.InferOutput<typeof TrustedKeySchema>;

export const packageFiles = {
	manifest: 'manifest.json',
	signature: 'signature.json',
	graph: 'model.onnx',
	model: 'model.json',
	/** Only where a recipe made what the model was trained on. */
	preparation: 'preparation.json'
} as const;

/** What the artifact of a package says of it; its blob `package` is the file. */
export const PackageMetaSchema = v.object({
	schemaVersion: v.literal(1),
	hash,
	name: v.string(),
	version: v.number(),
	createdAt: v.number(),
	expiresAt: v.number(),
	key: TrustedKeySchema
});
export type PackageMeta = v.InferOutput<typeof PackageMetaSchema>;

/** What a package artifact says; null when it is not of this shape. */
export function readPackageMeta(meta: unknown): PackageMeta | null {
	const parsed = v.safeParse(PackageMetaSchema, meta);
	return parsed.success ? parsed.output : null;
}

/** No device unpacks more than this. */
export const maxPackageBytes = 256 * 1024 * 1024;

export function manifestBytes(manifest: Manifest): Uint8Array {
	return new TextEncoder().encode(canonicalJson(JSON.parse(JSON.stringify(manifest))));
}

/** A package's files as read, nothing checked but their shape. Errors: archive/invalid {reason}. */
export interface PackageContent {
	readonly manifest: Manifest;
	readonly manifestBytes: Uint8Array;
	readonly signature: PackageSignature;
	readonly files: ReadonlyMap<string, Uint8Array>;
}

export function readContent(files: ReadonlyMap<string, Uint8Array>): PackageContent {
	const bytes = files.get(packageFiles.manifest);
	const manifest = parseFile(files, packageFiles.manifest, ManifestSchema);
	const signature = parseFile(files, packageFiles.signature, SignatureSchema);
	return { manifest, manifestBytes: bytes ?? new Uint8Array(), signature, files };
}

function parseFile<S extends v.GenericSchema>(
	files: ReadonlyMap<string, Uint8Array>,
	name: string,
	schema: S
): v.InferOutput<S> {
	const bytes = files.get(name);
	if (!bytes) throw new AppError('archive/invalid', { reason: `it has no ${name}` });
	let value: unknown;
	try {
		value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch (error) {
		throw new AppError('archive/invalid', { reason: `${name} is not JSON` }, { cause: error });
	}
	const parsed = v.safeParse(schema, value);
	if (!parsed.success)
		throw new AppError('archive/invalid', {
			reason: `${name}: ${v.getDotPath(parsed.issues[0]) ?? 'it'} is not right`
		});
	return parsed.output;
}
