import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Json } from '$lib/core/json';
import type { Workspace } from '$lib/core/ports';
import { predictOnDevice } from '$lib/workbench/device';
import { installPackage } from '$lib/workbench/installed';
import { signingKey } from '$lib/workbench/edge';
import { enrol } from '$lib/workbench/enrolment';
import { createProject, deleteProject, exportProject, importProject } from '$lib/workbench/project';
import { sync } from '$lib/workbench/sync';
import { openWorkspace } from '../../../src/cli/workspace';
import type { NodeWorkspace } from '../../../src/cli/workspace';
import { smallPackage, tracks } from '../edge/installed-device';
import { memoryCatalog, relayNetwork } from '../relay/memory-workspace';
import { testRelay } from '../relay/test-relay';
import { uploadPackage } from '$lib/workbench/fleet';

let node: NodeWorkspace;
beforeAll(async () => {
	node = await openWorkspace();
});
afterAll(() => node.close());

/** A project with a package that answers, an enrolment, messages that went, and predictions that wait. */
async function usedProject() {
	const relay = testRelay();
	const { network, state } = relayNetwork(relay);
	const ports = { ...node.workspace, catalog: memoryCatalog(), network, clock: relay.clock };
	const { id } = await createProject(ports, 'used');
	const ws: Workspace = { ...ports, project: id };
	const key = await signingKey(ws, 'signing');
	const bytes = await smallPackage(ws, key);
	await installPackage(ws, bytes.slice(), [key]);
	await enrol(ws, 'http://localhost:1', await relay.code('operator'), 'phone');
	await uploadPackage(ws, bytes.slice());
	await predictOnDevice(ws, tracks(20));
	await sync(ws, 'predictions');
	await predictOnDevice(ws, [...tracks(20), { tempo: 123.456, genre: 'secret polka' }]);
	state.down = true;
	await expect(sync(ws, 'predictions')).rejects.toMatchObject({ code: 'relay/unreachable' });
	return ws;
}

async function manifestOf(ws: Workspace, file: Uint8Array): Promise<string> {
	const entries = await ws.archive.unpack(file, 1e9);
	return new TextDecoder().decode(entries.get('manifest.json'));
}

const collections = async (ws: Workspace) => new Set((await ws.catalog.all(ws.project)).map((kept) => kept.collection));

it('leaves what happened on the device out of the file, and forgets it with the project', async () => {
	const ws = await usedProject();
	const here = await collections(ws);
	expect(here).toContain('capture');
	expect(here).toContain('sync');
	expect(here).toContain('sent-batch');
	const manifest = await manifestOf(ws, await exportProject(ws, 'used'));
	expect(manifest).toContain('"collection":"artifact"');
	for (const word of [
		'secret polka',
		'123.456',
		'capture',
		'device-sketch',
		'sealed-batch',
		'sent-batch',
		'sync',
		'phone'
	])
		expect(manifest).not.toContain(word);

	const restore = await deleteProject(ws, ws.project);
	expect(await collections(ws)).toEqual(new Set());
	await restore();
	expect(await collections(ws)).toEqual(here);
});

it('takes nothing of that kind from a file that brings it', async () => {
	const ws = await usedProject();
	const entries = new Map(await ws.archive.unpack(await exportProject(ws, 'used'), 1e9));
	const manifest = JSON.parse(new TextDecoder().decode(entries.get('manifest.json')));
	const brought = (collection: string, key: string, value: Json) => ({ project: '', collection, key, value });
	manifest.records.push(
		brought('sync', 'state', { schemaVersion: 1, level: 'predictions' }),
		brought('capture', 'x', {}),
		brought('device', 'outbox', { schemaVersion: 1, dropped: 7 })
	);
	entries.set('manifest.json', new TextEncoder().encode(JSON.stringify(manifest)));
	const { id } = await importProject(ws, await ws.archive.pack(entries));
	const found = await collections({ ...ws, project: id });
	expect(found).toContain('artifact');
	for (const one of ['sync', 'capture']) expect(found).not.toContain(one);
	expect(await ws.catalog.get(id, 'device', 'outbox')).toBeUndefined();
});
