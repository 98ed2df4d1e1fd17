import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '$lib/core/json';
import type { KeyPair, Workspace } from '$lib/core/ports';
import { predictOnDevice } from '$lib/workbench/device';
import { signingKey } from '$lib/workbench/edge';
import { findInstalled } from '$lib/workbench/find-installed';
import { installPackage, listTrust, requireInstalled } from '$lib/workbench/installed';
import { createProject, exportProject, importProject } from '$lib/workbench/project';
import { openWorkspace } from '../../../src/cli/workspace';
import type { NodeWorkspace } from '../../../src/cli/workspace';
import { memoryCatalog } from '../relay/memory-workspace';
import { smallPackage, tracks } from './installed-device';

let node: NodeWorkspace;
let ws: Workspace;
let key: KeyPair;
let now: number;
beforeAll(async () => {
	node = await openWorkspace();
});
afterAll(() => node.close());

beforeEach(async () => {
	now = Date.UTC(2026, 10, 23);
	const clock = { now: () => now, elapsed: () => now };
	const ports = { ...node.workspace, catalog: memoryCatalog(), clock };
	ws = { ...ports, project: (await createProject(ports, 'dances')).id };
	key = await signingKey(ws, 'signing');
	await installPackage(ws, await smallPackage(ws, key), [key]);
});

/** The same device after it was closed and opened: nothing is held in memory. */
const reopened = (): Workspace => ({
	...ws,
	predictor: {
		load: (onnx) => ws.predictor.load(onnx),
		run: (...args) => ws.predictor.run(...args),
		unload: (session) => ws.predictor.unload(session)
	}
});

/** Writes an installed record as someone with a hand in the catalog would. */
async function tamper(changes: Readonly<Record<string, Json>>): Promise<void> {
	const installed = await ws.catalog.get(ws.project, 'device', 'installed');
	const value = { ...Object(installed), ...changes };
	await ws.catalog.write([{ put: { project: ws.project, collection: 'device', key: 'installed', value } }]);
}

/** The package with some of its files changed, put where blobs lie. */
async function forged(change: (files: Map<string, Uint8Array>) => void): Promise<string> {
	const files = new Map(await ws.archive.unpack(await smallPackage(ws, key), 1e8));
	change(files);
	return ws.blobs.put(await ws.archive.pack(files));
}

describe('an installed package', () => {
	it('is checked again the first time it answers in a session, and once', async () => {
		const again = reopened();
		let ran = 0;
		const counting: Workspace = {
			...again,
			predictor: {
				...again.predictor,
				run: (...args) => {
					ran += 1;
					return again.predictor.run(...args);
				}
			}
		};
		await requireInstalled(counting);
		await requireInstalled(counting);
		expect(ran).toBe(1);
		expect(await predictOnDevice(counting, tracks(3))).toHaveLength(3);
	});

	it('does not answer when a stranger signed it', async () => {
		const stranger = await ws.crypto.generateKey(false);
		await tamper({ hash: await ws.blobs.put(await smallPackage(ws, stranger)) });
		await expect(predictOnDevice(reopened(), tracks(1))).rejects.toMatchObject({ code: 'edge/signature-invalid' });
	});

	it('does not answer when its manifest was changed under the signature', async () => {
		const hash = await forged((files) => {
			const text = new TextDecoder().decode(files.get('manifest.json'));
			files.set('manifest.json', new TextEncoder().encode(text.replace('"pop"', '"pup"')));
		});
		await tamper({ hash });
		await expect(predictOnDevice(reopened(), tracks(1))).rejects.toMatchObject({ code: 'edge/signature-invalid' });
	});

	it('does not answer when a file in it was changed', async () => {
		const hash = await forged((files) => {
			const text = new TextDecoder().decode(files.get('model.json'));
			files.set('model.json', new TextEncoder().encode(text.replace('110.5', '150.5')));
		});
		await tamper({ hash });
		await expect(predictOnDevice(reopened(), tracks(1))).rejects.toMatchObject({ code: 'edge/hash-mismatch' });
	});

	it('does not answer when the record names a version it is not', async () => {
		await tamper({ version: 9 });
		await expect(predictOnDevice(reopened(), tracks(1))).rejects.toMatchObject({ code: 'edge/rollback' });
	});

	it('does not answer when the graph does not give its golden answers here', async () => {
		const off: Workspace = {
			...reopened(),
			predictor: {
				...reopened().predictor,
				run: async (...args) => {
					const { rows, columns } = await ws.predictor.run(...args);
					return {
						rows,
						columns: columns.map((column) =>
							column.vector.kind === 'number'
								? { ...column, vector: { ...column.vector, values: column.vector.values.map((value) => value + 0.01) } }
								: column
						)
					};
				}
			}
		};
		await expect(predictOnDevice(off, tracks(1))).rejects.toMatchObject({ code: 'edge/golden-mismatch' });
	});

	it('does not answer past its day', async () => {
		now += 2e9;
		await expect(predictOnDevice(reopened(), tracks(1))).rejects.toMatchObject({ code: 'edge/expired' });
	});
});

describe('a project file', () => {
	it('from a stranger installs nothing and trusts nobody', async () => {
		const { id } = await importProject(ws, await exportProject(ws, 'dances'));
		const there = { ...ws, project: id };
		expect([await findInstalled(there), await listTrust(there)]).toEqual([null, []]);
		await expect(predictOnDevice(there, tracks(1))).rejects.toMatchObject({ code: 'edge/no-model' });
	});

	it('of our own brings its package along, which is checked before it answers', async () => {
		const { id } = await importProject(ws, await exportProject(ws, 'dances'), { keepDevice: true });
		const there = { ...reopened(), project: id };
		expect(await findInstalled(there)).toMatchObject({ name: 'dances', version: 1 });
		expect(await predictOnDevice(there, tracks(2))).toHaveLength(2);
	});
});
