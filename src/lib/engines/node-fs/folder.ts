import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '$lib/core/errors';

async function isFolder(place: string): Promise<boolean> {
	return stat(place).then(
		(found) => found.isDirectory(),
		() => false
	);
}

async function make(folder: string, mode: number): Promise<void> {
	if (await isFolder(folder)) return;
	const parent = path.dirname(folder);
	if (parent !== folder) await make(parent, mode);
	try {
		await mkdir(folder, { mode });
	} catch (error) {
		// another process may have made it meanwhile
		if (!(await isFolder(folder))) throw error;
	}
}

/**
 * Makes a folder and those above it, one after the other: Node's own recursive mkdir never returns where a folder is there but takes
 * none, as in /proc. Errors: file/unwritable.
 */
export async function makeFolder(folder: string, mode = 0o777): Promise<void> {
	try {
		await make(path.resolve(folder), mode);
	} catch (error) {
		throw new AppError('file/unwritable', { file: folder }, { cause: error });
	}
}
