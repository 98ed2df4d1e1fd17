import * as v from 'valibot';
import { isInstallation, isPrivate } from '$lib/core/edge/collections';
import { AppError } from '$lib/core/errors';
import type { CatalogChange, CatalogRecord, Ports, Workspace } from '$lib/core/ports';
import { isUnfinished } from '$lib/core/project/unfinished';
import { packManifest, readManifest, type ProjectManifest } from '$lib/core/project/project-file';
import { listArtifacts } from './artifact';
import { latestBlobs } from './feature-state';
import { findInstalled } from './find-installed';
import { interruptedBlobs } from './interrupted-run';

/** Projects are records of this pseudo project. */
const home = '';
const collection = 'project';
/** A project file may unpack to this many bytes. */
const mostBytes = 4 * 1024 ** 3;

const ProjectInfoSchema = v.object({
	id: v.string(),
	name: v.string(),
	createdAt: v.number(),
	changedAt: v.number()
});
export type ProjectInfo = v.InferOutput<typeof ProjectInfoSchema>;

function newId(ports: Ports): string {
	return Array.from(ports.crypto.randomBytes(8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function record(info: ProjectInfo): CatalogChange {
	return { put: { project: home, collection, key: info.id, value: { ...info } } };
}

export async function createProject(ports: Ports, name: string): Promise<ProjectInfo> {
	const now = ports.clock.now();
	const info = { id: newId(ports), name, createdAt: now, changedAt: now };
	await ports.catalog.write([record(info)]);
	return info;
}

/** Projects, the last changed first. */
export async function listProjects(ports: Ports): Promise<ProjectInfo[]> {
	const records = await ports.catalog.list(home, collection);
	return records.map(({ value }) => v.parse(ProjectInfoSchema, value)).sort((a, b) => b.changedAt - a.changedAt);
}

export async function renameProject(ports: Ports, id: string, name: string): Promise<ProjectInfo> {
	const info = (await listProjects(ports)).find((project) => project.id === id);
	if (!info) throw new AppError('project/missing', { project: id });
	const renamed = { ...info, name, changedAt: ports.clock.now() };
	await ports.catalog.write([record(renamed)]);
	return renamed;
}

/** Forgets a project and gives back what puts it in place again. Its blobs stay until they are collected. */
export async function deleteProject(ports: Ports, id: string): Promise<() => Promise<void>> {
	const info = (await listProjects(ports)).find((project) => project.id === id);
	if (!info) throw new AppError('project/missing', { project: id });
	const records = await ports.catalog.all(id);
	await ports.catalog.write([
		{ delete: { project: home, collection, key: id } },
		...records.map(({ project, collection: name, key }) => ({ delete: { project, collection: name, key } }))
	]);
	return () => ports.catalog.write([record(info), ...records.map((put) => ({ put }))]);
}

/** One file with a project: its records, but for what is private to this device or has not ended, and every blob an artifact names. */
export async function exportProject(workspace: Workspace, name: string): Promise<Uint8Array> {
	const records = (await workspace.catalog.all(workspace.project)).filter(
		(kept) => !isPrivate(kept) && !isUnfinished(kept)
	);
	const hashes = new Set<string>();
	for (const artifact of await listArtifacts(workspace))
		for (const hash of Object.values(artifact.blobs)) hashes.add(hash);
	const entries = new Map<string, Uint8Array>();
	const blobs: ProjectManifest['blobs'] = [];
	for (const hash of [...hashes].sort()) {
		const bytes = await workspace.blobs.get(hash);
		blobs.push({ hash, sizeBytes: bytes.byteLength });
		entries.set(`blobs/${hash}`, bytes);
	}
	entries.set('manifest.json', packManifest({ name, records, blobs }));
	return workspace.archive.pack(entries);
}

/**
 * Reads a project file into a project of its own. Every blob is checked against its hash before anything is named; what would be
 * private to a device is left where it was. Which package answers, and whose are trusted, comes along only with `keepDevice`, for
 * files this person or the build of this page made: a stranger's model must be installed, and so checked, first.
 */
export async function importProject(
	ports: Ports,
	bytes: Uint8Array,
	options: { readonly id?: string; readonly keepDevice?: boolean } = {}
): Promise<ProjectInfo> {
	const entries = await ports.archive.unpack(bytes, mostBytes);
	const manifest = readManifest(entries.get('manifest.json'));
	for (const { hash } of manifest.blobs) {
		const blob = entries.get(`blobs/${hash}`);
		if (!blob) throw new AppError('storage/blob-missing', { hash });
		if ((await ports.blobs.put(blob)) !== hash) throw new AppError('storage/blob-corrupt', { hash });
	}
	const now = ports.clock.now();
	const info = { id: options.id ?? newId(ports), name: manifest.name, createdAt: now, changedAt: now };
	const moved: CatalogRecord[] = manifest.records
		.filter((kept) => !isPrivate(kept) && !isUnfinished(kept) && (options.keepDevice === true || !isInstallation(kept)))
		.map((kept) => ({ ...kept, project: info.id }));
	await ports.catalog.write([record(info), ...moved.map((put) => ({ put }))]);
	return info;
}

/** What an artifact of some project or a run that was cut names, and what is installed on this device. */
export async function namedBlobs(ports: Ports): Promise<Set<string>> {
	const named = new Set<string>();
	for (const { id } of await listProjects(ports)) {
		const workspace = { ...ports, project: id };
		for (const artifact of await listArtifacts(workspace))
			for (const hash of Object.values(artifact.blobs)) named.add(hash);
		for (const hash of await latestBlobs(workspace)) named.add(hash);
		for (const hash of await interruptedBlobs(workspace)) named.add(hash);
		const installed = await findInstalled(workspace);
		if (installed) named.add(installed.hash);
	}
	return named;
}

/** Bytes of each project, the largest first; what two share counts for both. */
export async function projectSizes(ports: Ports): Promise<{ name: string; sizeBytes: number }[]> {
	const sizes = new Map((await ports.blobs.list()).map(({ hash, sizeBytes }) => [hash, sizeBytes]));
	const found: { name: string; sizeBytes: number }[] = [];
	for (const { id, name } of await listProjects(ports)) {
		const hashes = (await listArtifacts({ ...ports, project: id })).flatMap(({ blobs }) => Object.values(blobs));
		const sizeBytes = [...new Set(hashes)].reduce((sum, hash) => sum + (sizes.get(hash) ?? 0), 0);
		found.push({ name, sizeBytes });
	}
	return found.sort((a, b) => b.sizeBytes - a.sizeBytes);
}
