import * as v from 'valibot';
import { edgeCollections, installedKey } from '$lib/core/edge/collections';
import type { InstalledPackage } from '$lib/core/edge/device';
import { TrustedKeySchema } from '$lib/core/edge/package';
import type { Manifest, TrustedKey } from '$lib/core/edge/package';
import { verificationError } from '$lib/core/edge/verify';
import type { Verification } from '$lib/core/edge/verify';
import { AppError } from '$lib/core/errors';
import type { Graph } from '$lib/core/model/preparation';
import type { CatalogChange, Predictor, Workspace } from '$lib/core/ports';
import { listArtifacts } from './artifact';
import { openContent, readPackage, savePackage, verifyPackage } from './edge';
import { findInstalled } from './find-installed';

const { device: deviceCollection, trust: trustCollection } = edgeCollections;

/** Public keys whose packages this device takes. */
export async function listTrust(ws: Workspace): Promise<TrustedKey[]> {
	return (await ws.catalog.list(ws.project, trustCollection)).map(({ value }) => v.parse(TrustedKeySchema, value));
}

export async function trustKey(ws: Workspace, key: TrustedKey): Promise<void> {
	await ws.catalog.write([putTrust(ws, key)]);
}

function putTrust({ project }: Workspace, { algorithm, publicKey }: TrustedKey): CatalogChange {
	return { put: { project, collection: trustCollection, key: publicKey, value: { algorithm, publicKey } } };
}

/**
 * Installs a package once every check holds; until then the one before goes on answering. Its signer is trusted from then on, so
 * that the checks can be made again. Errors: edge/signature-invalid,
 * edge/hash-mismatch, edge/rollback, edge/expired, edge/golden-mismatch, archive/invalid.
 */
export async function installPackage(
	ws: Workspace,
	bytes: Uint8Array,
	trust: readonly TrustedKey[]
): Promise<{ installed: InstalledPackage; verification: Verification }> {
	const before = await findInstalled(ws);
	const verification = await verifyPackage(ws, bytes, trust, (name) =>
		Promise.resolve(before?.name === name ? { version: before.version, hash: before.hash } : null)
	);
	const error = verificationError(verification);
	if (error) throw error;
	const hash = await ws.crypto.sha256(bytes.slice());
	const kept = (await listArtifacts(ws, 'package')).find((artifact) => artifact.blobs['package'] === hash);
	const artifact = kept ?? (await savePackage(ws, bytes, {}));
	const { name, version } = verification.content.manifest;
	const installedAt = ws.clock.now();
	const installed: InstalledPackage = { schemaVersion: 1, hash, artifact: artifact.id, name, version, installedAt };
	await ws.catalog.write([
		putTrust(ws, verification.content.signature),
		{ put: { project: ws.project, collection: deviceCollection, key: installedKey, value: installed } }
	]);
	return { installed, verification };
}

export interface LoadedPackage extends Graph {
	readonly manifest: Manifest;
	readonly hash: string;
}

/** Packages opened before, by the predictor that runs them: a cache of blobs. */
const loaded = new WeakMap<Predictor, Map<string, Promise<LoadedPackage>>>();

/** Opens a package of the project by hash. */
export function loadPackage(ws: Workspace, hash: string): Promise<LoadedPackage> {
	let cache = loaded.get(ws.predictor);
	if (!cache) loaded.set(ws.predictor, (cache = new Map()));
	let opened = cache.get(hash);
	if (!opened) {
		opened = ws.blobs.get(hash).then(async (bytes) => {
			const content = await readPackage(ws, bytes);
			return { ...openContent(content), manifest: content.manifest, hash };
		});
		cache.set(hash, opened);
		opened.catch(() => cache.delete(hash));
	}
	return opened;
}

/** Installed packages that held every check in this session, by the predictor that runs them. */
const verified = new WeakMap<Predictor, Set<string>>();

/**
 * The package that answers here. The first time in a session all that installing checks is checked again: what is kept may have
 * been changed since, or come from elsewhere. Errors: edge/no-model; edge/signature-invalid, edge/hash-mismatch, edge/rollback
 * and edge/golden-mismatch when that check fails; edge/expired once its day has passed.
 */
export async function requireInstalled(ws: Workspace): Promise<LoadedPackage> {
	const installed = await findInstalled(ws);
	if (!installed) throw new AppError('edge/no-model', {});
	await verifyOnce(ws, installed);
	const opened = await loadPackage(ws, installed.hash);
	const { name, version, expiresAt } = opened.manifest;
	if (expiresAt <= ws.clock.now())
		throw new AppError('edge/expired', { name, version, reason: new Date(expiresAt).toISOString() });
	return opened;
}

async function verifyOnce(ws: Workspace, { hash, version }: InstalledPackage): Promise<void> {
	let known = verified.get(ws.predictor);
	if (!known) verified.set(ws.predictor, (known = new Set()));
	const name = `${ws.project}/${hash}/${version}`;
	if (known.has(name)) return;
	const [bytes, trust] = await Promise.all([ws.blobs.get(hash), listTrust(ws)]);
	const verification = await verifyPackage(ws, bytes, trust, () => Promise.resolve({ version, hash }));
	const error = verificationError(verification);
	if (error) throw error;
	known.add(name);
}
