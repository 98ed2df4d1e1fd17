import { AppError } from '$lib/core/errors';
import type { Limit } from '$lib/core/clarify/limit';
import type { Artifact } from '$lib/core/project/artifact';
import { listArtifacts } from '$lib/workbench/artifact';
import { readLimits } from '$lib/workbench/bias-limits';
import { deleteProject, exportProject, importProject, renameProject, type ProjectInfo } from '$lib/workbench/project';
import type { Session } from './session.svelte';

const samplePath = '/samples/playlist.temoto';

export function exportOpenProject(session: Session, name: string): Promise<Uint8Array> {
	return exportProject(session.workspace, name);
}

export async function importProjectFile(
	session: Session,
	bytes: Uint8Array,
	options: { readonly keepDevice?: boolean } = {}
): Promise<ProjectInfo> {
	const project = await importProject(session.ports, bytes, options);
	await session.open(project.id);
	return project;
}

/** Opens the sample that the build made with `temoto run`, its model installed; a copy of its own each time it is opened. */
export async function openSample(session: Session, get: (url: string) => Promise<Response>): Promise<ProjectInfo> {
	const answer = await get(samplePath);
	if (!answer.ok || answer.headers.get('Content-Type')?.startsWith('text/html'))
		throw new AppError('file/missing', { file: samplePath });
	return importProjectFile(session, new Uint8Array(await answer.arrayBuffer()), { keepDevice: true });
}

/** What a project holds, for saying so: its artifacts, newest first, and its limits on bias. */
export interface Held {
	readonly artifacts: readonly Artifact[];
	readonly limits: readonly Limit[];
}

/** What every project holds, by its id. */
export async function heldByProjects({ ports, projects }: Session): Promise<ReadonlyMap<string, Held>> {
	const read = projects.map(async ({ id }) => {
		const workspace = { ...ports, project: id };
		return [id, { artifacts: await listArtifacts(workspace), limits: await readLimits(workspace) }] as const;
	});
	return new Map(await Promise.all(read));
}

export async function renameOpenProject(session: Session, name: string): Promise<void> {
	if (!session.project) return;
	await renameProject(session.ports, session.project.id, name);
	await session.refreshProjects();
}

/** Deletes a project; the answer puts it back. */
export async function removeProject(session: Session, id: string): Promise<() => Promise<void>> {
	const restore = await deleteProject(session.ports, id);
	if (session.project?.id === id) await session.close();
	else await session.refreshProjects();
	return async () => {
		await restore();
		await session.open(id);
	};
}
