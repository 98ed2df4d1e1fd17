import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Workspace } from '$lib/core/ports';
import { exportProject, importProject } from '$lib/workbench/project';
import { inFile, readBytes, writeBytes } from './files';
import { inWorkspace } from './workspace';

/** Runs work in the project of a `.temoto` file, read where it is there and written afterwards; without a file, just runs it. */
export async function inProject<T>(
	workspace: Workspace,
	place: string | undefined,
	name: string,
	work: () => Promise<T>
): Promise<T> {
	if (place === undefined) return work();
	const known = existsSync(place) ? await readProject(workspace, place) : name;
	const result = await work();
	await writeBytes(place, await exportProject(workspace, known));
	return result;
}

/**
 * Runs long work for a project file in a folder beside it, which is gone once the work has ended. A process that is killed leaves it, and
 * the next one goes on from what stands there.
 */
export async function inUnfinished(place: string, work: (workspace: Workspace) => Promise<void>): Promise<void> {
	const store = `${place}.unfinished`;
	await inWorkspace(work, { store });
	await rm(store, { recursive: true, force: true });
}

/** Reads a project into the workspace and says what it is called. */
export async function readProject(workspace: Workspace, place: string): Promise<string> {
	const bytes = await readBytes(place);
	return (await inFile(place, () => importProject(workspace, bytes, { id: workspace.project, keepDevice: true }))).name;
}

/** What a new project is called: as its file. */
export function projectName(place: string): string {
	return path.basename(place).replace(/\.temoto$/, '');
}
