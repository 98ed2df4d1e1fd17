import * as v from 'valibot';
import { AppError } from '$lib/core/errors';
import { SketchSchema } from '$lib/core/monitor/sketch';
import type { Archive, Clock, Crypto } from '$lib/core/ports';
import { parseJson } from './body';
import { Refusal } from './refusal';
import type { StoredPackage } from './store';

/** What the relay needs of a package's manifest; devices verify the whole of it. */
const ManifestSchema = v.object({
	name: v.pipe(v.string(), v.minLength(1), v.maxLength(500)),
	version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
	baselines: v.record(v.string(), SketchSchema)
});

/** Reads name, version and baselines of an uploaded `.temoto-package`. The bytes are kept as they came. */
export async function readUpload(
	ports: { archive: Archive; crypto: Crypto; clock: Clock },
	bytes: Uint8Array,
	maxBytes: number
): Promise<StoredPackage> {
	const entries = await ports.archive.unpack(Uint8Array.from(bytes), 4 * maxBytes).catch((error: unknown) => {
		if (error instanceof AppError) throw new Refusal(400, 'invalid', 'the body is not a package');
		throw error;
	});
	const manifest = entries.get('manifest.json');
	if (!manifest) throw new Refusal(400, 'invalid', 'the package has no manifest.json');
	const parsed = v.safeParse(ManifestSchema, parseJson(manifest));
	if (!parsed.success)
		throw new Refusal(400, 'invalid', 'the manifest does not name the package, its version and baselines');
	const hash = await ports.crypto.sha256(Uint8Array.from(bytes));
	return { hash, ...parsed.output, sizeBytes: bytes.byteLength, uploadedAt: ports.clock.now() };
}
