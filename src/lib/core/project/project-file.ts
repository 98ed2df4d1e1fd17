import * as v from 'valibot';
import { AppError } from '../errors';
import { canonicalJson, type Json } from '../json';

/** The manifest of a `.temoto` file, a zip of `manifest.json` and `blobs/<sha256>`. */
const JsonSchema = v.custom<Json>(() => true); // read by JSON.parse, which gives nothing else
const ManifestSchema = v.object({
	format: v.literal('temoto-project'),
	schemaVersion: v.literal(1),
	name: v.string(),
	records: v.array(v.object({ project: v.string(), collection: v.string(), key: v.string(), value: JsonSchema })),
	blobs: v.array(v.object({ hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)), sizeBytes: v.number() }))
});
export type ProjectManifest = v.InferOutput<typeof ManifestSchema>;

export const projectSchemaVersion = 1;

/** Turns the manifest of version n into that of version n + 1, in order. None yet: version 1 is the first. */
const migrations: readonly ((manifest: Record<string, unknown>) => Record<string, unknown>)[] = [];

export function packManifest(content: {
	name: string;
	records: readonly { project: string; collection: string; key: string; value: Json }[];
	blobs: readonly { hash: string; sizeBytes: number }[];
}): Uint8Array {
	const records = content.records.map(({ collection, key, value }) => ({ project: '', collection, key, value }));
	records.sort((a, b) => (a.collection + a.key < b.collection + b.key ? -1 : 1));
	const { name, blobs } = content;
	const manifest = { format: 'temoto-project', schemaVersion: projectSchemaVersion, name, records, blobs: [...blobs] };
	return new TextEncoder().encode(canonicalJson(manifest));
}

/** Reads and, where it is of an older version, migrates a manifest. */
export function readManifest(bytes: Uint8Array | undefined): ProjectManifest {
	if (!bytes) throw new AppError('project/invalid', { reason: 'it holds no manifest.json' });
	let manifest: unknown;
	try {
		manifest = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch (error) {
		throw new AppError('project/invalid', { reason: 'manifest.json is not JSON' }, { cause: error });
	}
	const head = v.safeParse(
		v.looseObject({
			format: v.literal('temoto-project'),
			schemaVersion: v.pipe(v.number(), v.integer(), v.minValue(1))
		}),
		manifest
	);
	if (!head.success) throw new AppError('project/invalid', { reason: 'it is no Temoto project' });
	const version = head.output.schemaVersion;
	if (version > projectSchemaVersion) throw new AppError('project/version-newer', { version });
	const migrated = migrations
		.slice(version - 1)
		.reduce<Record<string, unknown>>((older, migrate) => migrate(older), head.output);
	const parsed = v.safeParse(ManifestSchema, migrated);
	if (!parsed.success) throw new AppError('project/invalid', { reason: parsed.issues[0].message });
	return parsed.output;
}
