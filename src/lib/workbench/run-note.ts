import type { Workspace } from '$lib/core/ports';

const collection = 'run-note';

/** What a person wrote about runs, by their ids. */
export async function readNotes({ catalog, project }: Workspace): Promise<Readonly<Record<string, string>>> {
	const records = await catalog.list(project, collection);
	return Object.fromEntries(records.flatMap(({ key, value }) => (typeof value === 'string' ? [[key, value]] : [])));
}

/** Keeps a note on a run; an empty one goes. */
export async function writeNote({ catalog, project }: Workspace, run: string, note: string): Promise<void> {
	const place = { project, collection, key: run };
	await catalog.write([note.trim() === '' ? { delete: place } : { put: { ...place, value: note.trim() } }]);
}
