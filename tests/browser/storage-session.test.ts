import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openPorts } from '$lib/app';
import type { Ports } from '$lib/core/ports';
import { pageLockPrefix } from '$lib/core/project/storage-locks';
import { I18n } from '$lib/i18n/i18n.svelte';
import { Session } from '$lib/state/session.svelte';
import { deleteArtifact, restoreArtifact, saveArtifact } from '$lib/workbench/artifact';
import { deleteProject, listProjects } from '$lib/workbench/project';
import { importTable } from '$lib/workbench/table';
import { leaveRoom } from './quota';

let ports: Ports;
const bytes = (seed: number, length = 1000) => Uint8Array.from({ length }, (_, at) => (at * seed) % 251);

async function clear() {
	for (const { id } of await listProjects(ports)) await deleteProject(ports, id);
	for (const { hash } of await ports.blobs.list()) await ports.blobs.delete(hash);
}
/** A page that was opened anew: it put nothing yet. */
async function visit(): Promise<Session> {
	const session = new Session(ports);
	const [project] = await listProjects(ports);
	if (project) await session.open(project.id);
	else await session.ensureProject('Kept here');
	return session;
}
async function keep(session: Session, seed: number, length?: number) {
	const content = await session.ports.blobs.put(bytes(seed, length));
	return saveArtifact(session.workspace, {
		type: 'explanation',
		name: `${seed}`,
		blobs: { content },
		meta: { seed },
		parents: {}
	});
}
const hashes = async () => (await ports.blobs.list()).map(({ hash }) => hash).sort();

beforeAll(() => {
	ports = openPorts();
});
beforeEach(clear);
afterAll(clear);

it('collects what nothing names, and what a write that was cut short left', async () => {
	const before = await visit();
	const named = await keep(before, 1);
	const forgotten = await keep(before, 2);
	await deleteArtifact(before.workspace, forgotten.id);
	const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('blobs');
	await folder.getFileHandle('.0b9f6f0e-5d6c-4c1e-9a53-6d1f4f3f0a11', { create: true });
	expect(await hashes()).toHaveLength(3);
	expect(await before.room.collect(), 'what this page put may be named in a moment').toBe(0);
	expect(await (await visit()).room.collect()).toBe(1000);
	expect(await hashes()).toEqual([named.blobs['content']]);
});

it('collects nothing while it can be put back, or another page is open', async () => {
	const before = await visit();
	const artifact = await keep(before, 3);
	const session = await visit();
	await deleteArtifact(session.workspace, artifact.id);
	session.toasts.show('Deleted', { undo: () => restoreArtifact(session.workspace, artifact) });
	expect(await session.room.collect()).toBe(0);
	await session.toasts.list[0]?.undo?.();
	for (const { id } of session.toasts.list) session.toasts.dismiss(id);
	expect(await session.room.collect()).toBe(0);
	await deleteArtifact(session.workspace, artifact.id);
	await navigator.locks.request(`${pageLockPrefix}another`, async () => {
		expect(await session.room.collect()).toBe(0);
	});
	expect(await hashes()).toEqual([artifact.blobs['content']]);
	expect(await session.room.collect()).toBe(1000);
	expect(await hashes()).toEqual([]);
});

it('makes room for a write by collecting, and else says what could be deleted', async () => {
	const before = await visit();
	await keep(before, 5, 6e6);
	const forgotten = await keep(before, 6, 6e6);
	await deleteArtifact(before.workspace, forgotten.id);
	const session = await visit();
	const restore = await leaveRoom(2e6);
	try {
		const taken = await session.ports.blobs.put(bytes(7, 5e6));
		expect(await hashes()).toHaveLength(2);
		expect(await hashes()).toContain(taken);
		const refused = await session.ports.blobs.put(bytes(8, 9e6)).catch((error: unknown) => error);
		expect(refused).toMatchObject({ code: 'storage/quota', details: { needed: 9e6, stored: 'Kept here (6.0 MB)' } });
		const { what } = new I18n('en').error(refused);
		expect(what).toMatch(/^There is no room: 9\.0 MB needed, [23]\.\d MB free\. Stored here: Kept here \(6\.0 MB\)\.$/);
		expect(await hashes()).toHaveLength(2);
	} finally {
		await restore();
	}
});

it('asks the browser once, when the first dataset is saved, to keep what is stored', async () => {
	localStorage.removeItem('temoto.asked-to-keep');
	const session = await visit();
	await session.refresh();
	expect(session.room.isKept).toBe(null);
	await importTable(session.workspace, { name: 'a.csv', blob: new Blob(['a,b\n1,2\n']) }, {});
	await session.refresh();
	await expect.poll(() => session.room.isKept).not.toBe(null);
	expect(session.room.isKept).toBe(await navigator.storage.persisted());
	const again = await visit();
	await again.refresh();
	expect(again.room.isKept).toBe(null);
});
