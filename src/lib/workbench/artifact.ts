import * as v from 'valibot';
import { AppError } from '$lib/core/errors';
import { canonicalJson, toJson, type Json } from '$lib/core/json';
import type { CatalogChange, Workspace } from '$lib/core/ports';
import { ArtifactSchema, type Artifact, type ArtifactType } from '$lib/core/project/artifact';

const collection = 'artifact';

function readArtifact(value: Json, key: string): Artifact {
	const parsed = v.safeParse(ArtifactSchema, value);
	if (!parsed.success) throw new AppError('project/invalid', { artifact: key, reason: parsed.issues[0].message });
	return parsed.output;
}

type Content = Pick<Artifact, 'type' | 'name' | 'blobs' | 'parents'> & {
	meta: unknown;
	/** Counts as made now, even if it was made before: the newest of its name is the one in use. */
	isNewest?: boolean;
};

/**
 * Names what its blobs, meta and parents make: the same content is the same artifact, whenever it is made again. The blobs must be
 * in the blob store already.
 */
export async function saveArtifact(workspace: Workspace, content: Content): Promise<Artifact> {
	const { artifact, change } = await makeArtifact(workspace, content);
	await workspace.catalog.write([change]);
	return artifact;
}

/** An artifact and the change that keeps it, for those who write more in the same transaction. */
export async function makeArtifact(
	workspace: Workspace,
	{ type, name, blobs, meta, parents, isNewest = false }: Content
): Promise<{ artifact: Artifact; change: CatalogChange }> {
	const content = canonicalJson({ type, blobs, meta: toJson(meta), parents });
	const id = await workspace.crypto.sha256(new TextEncoder().encode(content));
	const kept = await workspace.catalog.get(workspace.project, collection, id);
	const artifact: Artifact = {
		schemaVersion: 1,
		id,
		type,
		name,
		blobs,
		meta: toJson(meta),
		parents,
		createdAt: kept === undefined || isNewest ? workspace.clock.now() : readArtifact(kept, id).createdAt
	};
	return { artifact, change: { put: { project: workspace.project, collection, key: id, value: toJson(artifact) } } };
}

export async function getArtifact(workspace: Workspace, id: string): Promise<Artifact> {
	const value = await workspace.catalog.get(workspace.project, collection, id);
	if (value === undefined) throw new AppError('project/missing', { artifact: id });
	return readArtifact(value, id);
}

/** An artifact that may be gone. */
export async function findKept(workspace: Workspace, id: string): Promise<Artifact | null> {
	const value = await workspace.catalog.get(workspace.project, collection, id);
	return value === undefined ? null : readArtifact(value, id);
}

/** Artifacts of a project, newest first. */
export async function listArtifacts(workspace: Workspace, type?: ArtifactType): Promise<Artifact[]> {
	const records = await workspace.catalog.list(workspace.project, collection);
	return records
		.map(({ key, value }) => readArtifact(value, key))
		.filter((artifact) => type === undefined || artifact.type === type)
		.sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1));
}

/** The newest artifact of a type with a name. */
export async function findArtifact(
	workspace: Workspace,
	type: ArtifactType,
	name: string
): Promise<Artifact | undefined> {
	return (await listArtifacts(workspace, type)).find((artifact) => artifact.name === name);
}

export async function renameArtifact(workspace: Workspace, id: string, name: string): Promise<Artifact> {
	const artifact = { ...(await getArtifact(workspace, id)), name };
	await workspace.catalog.write([
		{ put: { project: workspace.project, collection, key: id, value: toJson(artifact) } }
	]);
	return artifact;
}

/** Forgets an artifact. Its blobs stay until what no artifact names is collected, so that it can be put back. */
export async function deleteArtifact(workspace: Workspace, id: string): Promise<Artifact> {
	const artifact = await getArtifact(workspace, id);
	await workspace.catalog.write([{ delete: { project: workspace.project, collection, key: id } }]);
	return artifact;
}

export async function restoreArtifact(workspace: Workspace, artifact: Artifact): Promise<void> {
	await workspace.catalog.write([
		{ put: { project: workspace.project, collection, key: artifact.id, value: toJson(artifact) } }
	]);
}
