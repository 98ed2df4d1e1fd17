import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SyncLevel } from '$lib/core/edge/sync';
import { mergeSketches } from '$lib/core/monitor/sketch';
import type { Workspace } from '$lib/core/ports';
import { deviceDrift, findDeviceSketches, listCaptures, predictOnDevice, explainOnDevice } from '$lib/workbench/device';
import { installPackage } from '$lib/workbench/installed';
import { signingKey } from '$lib/workbench/edge';
import { enrol } from '$lib/workbench/enrolment';
import { readFleet, readFleetDrift, uploadPackage } from '$lib/workbench/fleet';
import { listSent, previewSync, readSyncState, sync } from '$lib/workbench/sync';
import { openWorkspace } from '../../../src/cli/workspace';
import type { NodeWorkspace } from '../../../src/cli/workspace';
import type { RelayOptions } from '../../../src/relay/app';
import { smallPackage } from '../edge/installed-device';
import { memoryCatalog, relayNetwork } from './memory-workspace';
import { testRelay } from './test-relay';

let node: NodeWorkspace;
beforeAll(async () => {
	node = await openWorkspace();
});
afterAll(() => node.close());

const rows = (count: number) =>
	Array.from({ length: count }, (_, i) => ({
		tempo: i % 9 === 0 ? null : 80 + ((i * 37) % 90),
		genre: i % 4 === 0 ? 'enka' : 'pop'
	}));

/** A device with a package installed and enrolled at a relay in process. */
async function device(options: Partial<RelayOptions> = {}) {
	const relay = testRelay(':memory:', options);
	const { network, state } = relayNetwork(relay);
	const ws: Workspace = {
		...node.workspace,
		catalog: memoryCatalog(),
		network,
		clock: relay.clock,
		project: `p${Math.random()}`
	};
	const key = await signingKey(ws, 'signing');
	const bytes = await smallPackage(ws, key);
	const { installed } = await installPackage(ws, bytes.slice(), [key]);
	await enrol(ws, 'http://localhost:1', await relay.code('operator'), 'phone');
	await uploadPackage(ws, bytes.slice());
	state.sent = 0;
	return { relay, ws, state, bytes, hash: installed.hash };
}

describe('syncing', () => {
	it('at level nothing makes no request at all', async () => {
		const { ws, state } = await device();
		await predictOnDevice(ws, rows(10));
		expect(await sync(ws, 'nothing')).toMatchObject({ batches: 0, waiting: 10 });
		expect(await previewSync(ws, 'nothing')).toEqual({ level: 'nothing', batches: [], short: [], through: null });
		expect(state.sent).toBe(0);
	});

	it.each<SyncLevel>(['sketches', 'predictions'])(
		'at level %s sends just what was shown, and empties the outbox',
		async (level) => {
			const { ws, relay, hash } = await device();
			await predictOnDevice(ws, rows(40));
			const preview = await previewSync(ws, level);
			relay.wait(1000);
			await predictOnDevice(ws, rows(13));
			const result = await sync(ws, level, preview.through);
			expect(result).toMatchObject({ batches: 1, predictions: 40, duplicates: 0, waiting: 13 });
			expect((await listSent(ws)).map(({ content }) => content)).toEqual(preview.batches.map(({ content }) => content));
			expect(preview.batches.map(({ bytes }) => bytes)).toEqual([result.bytes]);
			expect((await sync(ws, level)).predictions).toBe(13);
			expect(await listCaptures(ws)).toEqual([]);
			expect(await readSyncState(ws)).toMatchObject({ ackedThrough: 2, sent: { batches: 2, predictions: 53 } });
			const told = await findDeviceSketches(ws, hash);
			expect((await relay.store.merged('acme', hash)).sketches['genre']).toEqual(told?.sketches['genre']);
		}
	);

	it.each<Exclude<SyncLevel, 'nothing'>>(['sketches', 'predictions'])(
		'at level %s tells of no fewer than ten, since the sketch of one is its row',
		async (level) => {
			const { ws, relay, hash } = await device();
			await predictOnDevice(ws, [{ tempo: 123.456, genre: 'pop' }]);
			expect(await previewSync(ws, level)).toMatchObject({
				batches: [],
				short: [{ name: 'dances', version: 1, waiting: 1, missing: 9 }]
			});
			relay.wait(1000);
			await predictOnDevice(ws, rows(8));
			expect(await sync(ws, level)).toMatchObject({ batches: 0, waiting: 9 });
			expect((await relay.store.merged('acme', hash)).count).toBe(0);
			relay.wait(1000);
			await predictOnDevice(ws, rows(1));
			expect(await previewSync(ws, level)).toMatchObject({ batches: [{ batch: { count: 10 } }], short: [] });
			expect(await sync(ws, level)).toMatchObject({ batches: 1, predictions: 10, waiting: 0 });
			expect((await listSent(ws))[0]?.content).not.toContain('123.456');
		}
	);

	it('counts nothing twice when answers are lost, and loses nothing', async () => {
		const { ws, relay, state, hash } = await device();
		for (let round = 0; round < 6; round++) {
			await predictOnDevice(ws, rows(15 + round));
			relay.wait(30_000);
			state.lose = round % 3;
			await sync(ws, 'sketches').catch((error: unknown) => expect(error).toMatchObject({ code: 'relay/unreachable' }));
			state.lose = 0;
		}
		relay.wait(60_000);
		await sync(ws, 'sketches');
		const merged = await relay.store.merged('acme', hash);
		expect(merged.count).toBe(15 + 16 + 17 + 18 + 19 + 20);
		expect(await listCaptures(ws)).toEqual([]);
		const told = await findDeviceSketches(ws, hash);
		expect(merged.sketches['genre']).toEqual(told?.sketches['genre']);
	});

	it('resends the same bytes under the same name, which the relay calls a duplicate', async () => {
		const { ws, state, relay } = await device();
		await predictOnDevice(ws, rows(15));
		const shown = await previewSync(ws, 'predictions');
		state.lose = 0;
		const original = ws.network.send;
		const losing: Workspace = {
			...ws,
			network: {
				...ws.network,
				send: async (request, signal) => {
					if (request.url.endsWith('/v1/batches')) state.lose = 1;
					return original(request, signal);
				}
			}
		};
		await expect(sync(losing, 'predictions')).rejects.toMatchObject({ code: 'relay/unreachable' });
		expect((await previewSync(ws, 'predictions')).batches).toEqual(shown.batches);
		expect((await relay.store.devices('acme'))[0]).toMatchObject({ batches: 1, ackedThrough: 1 });
		expect(await sync(ws, 'predictions')).toMatchObject({ batches: 0, waiting: 0 });
		expect((await relay.store.devices('acme'))[0]).toMatchObject({ batches: 1, predictions: 15 });
	});

	it('sends less once the person chooses less, even of what was about to go', async () => {
		const { ws, state, relay } = await device();
		await predictOnDevice(ws, rows(15));
		state.down = true;
		await expect(sync(ws, 'predictions')).rejects.toMatchObject({ code: 'relay/unreachable' });
		state.down = false;
		await sync(ws, 'sketches');
		expect((await listSent(ws)).map(({ content }) => JSON.parse(content))).toMatchObject([
			{ level: 'sketches', predictions: [] }
		]);
		expect((await relay.store.devices('acme'))[0]?.predictions).toBe(15);
	});

	it('counts nothing twice when the answer was lost and the device enrolled anew before it came back', async () => {
		const { ws, state, relay, hash } = await device();
		await predictOnDevice(ws, rows(12));
		const { send } = ws.network;
		const losing: Workspace['network'] = {
			...ws.network,
			send: (request, signal) => {
				if (request.url.endsWith('/v1/batches')) state.lose = 1;
				return send(request, signal);
			}
		};
		await expect(sync({ ...ws, network: losing }, 'predictions')).rejects.toMatchObject({ code: 'relay/unreachable' });
		expect((await relay.store.merged('acme', hash)).count).toBe(12);
		relay.wait(1000);
		await predictOnDevice(ws, rows(20));
		await enrol(ws, 'http://localhost:1', await relay.code('operator'), 'the same phone');
		expect(await sync(ws, 'sketches')).toMatchObject({ batches: 2, duplicates: 1, waiting: 0 });
		const merged = await relay.store.merged('acme', hash);
		expect(merged.count).toBe(32);
		expect(merged.sketches['genre']).toEqual((await findDeviceSketches(ws, hash))?.sketches['genre']);
	});

	it('keeps what is told of a package the relay does not have, and sends it once it does', async () => {
		const { ws, relay } = await device();
		const key = await signingKey(ws, 'signing');
		const second = await smallPackage(ws, key, { version: 2 });
		await predictOnDevice(ws, rows(11));
		const { installed } = await installPackage(ws, second.slice(), [key]);
		relay.wait(1000);
		await predictOnDevice(ws, rows(15));
		expect(await sync(ws, 'sketches')).toMatchObject({ batches: 1, predictions: 11, waiting: 15 });
		await expect(sync(ws, 'sketches')).rejects.toMatchObject({
			code: 'relay/package-unknown',
			details: { name: 'dances', version: 2 }
		});
		expect(await listCaptures(ws)).toHaveLength(15);
		await uploadPackage(ws, second.slice());
		expect(await sync(ws, 'sketches')).toMatchObject({ batches: 1, predictions: 15, waiting: 0 });
		expect((await relay.store.merged('acme', installed.hash)).count).toBe(15);
	});

	it('loses nothing when the relay is full', async () => {
		const { ws, relay, hash } = await device({ maxTenantBytes: 20_000 });
		await predictOnDevice(ws, rows(400));
		await expect(sync(ws, 'predictions')).rejects.toMatchObject({ code: 'relay/full' });
		expect(await listCaptures(ws)).toHaveLength(400);
		expect((await relay.store.merged('acme', hash)).count).toBe(0);
		expect(await sync(ws, 'sketches')).toMatchObject({ predictions: 400, waiting: 0 });
	});

	it('shows the fleet and its drift to an operator', async () => {
		const { ws, bytes, hash, relay } = await device();
		expect(await uploadPackage(ws, bytes.slice())).toMatchObject({ hash, name: 'dances', version: 1 });
		await predictOnDevice(ws, new Array(400).fill({ tempo: 150, genre: 'phonk' }));
		relay.wait(5000);
		await sync(ws, 'sketches');
		const fleet = await readFleet(ws);
		expect(fleet.devices).toMatchObject([
			{ name: 'phone', batches: 1, predictions: 400, package: { id: hash, version: 1 } }
		]);
		const drift = await readFleetDrift(ws, hash);
		expect(drift.report).toMatchObject({ drifted: true, current: 400 });
		expect(drift.report.columns.find(({ column }) => column === 'tempo')?.drifted).toBe(true);
		expect(drift.report.columns.find(({ column }) => column === 'genre')).toMatchObject({ drifted: true, unseen: 400 });
		const own = await deviceDrift(ws);
		expect(own?.report).toEqual(drift.report);
	});
});

describe('the device', () => {
	it('answers as the model does, explains it, and folds predictions into sketches that add up', async () => {
		const { ws, hash } = await device();
		const [first] = await predictOnDevice(ws, [{ tempo: 120, genre: 'enka' }]);
		const margin = 0.1 + 1.5 - 2;
		expect(first?.capture).toMatchObject({ prediction: 'no', inputs: { tempo: 120, genre: 'enka' }, package: hash });
		expect(first?.probabilities[1]).toBeCloseTo(1 / (1 + Math.exp(-margin)), 6);
		const why = await explainOnDevice(ws, { tempo: 120, genre: 'enka' });
		expect(why.baseValue + why.values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(margin, 6);
		const before = await findDeviceSketches(ws, hash);
		await predictOnDevice(ws, rows(20));
		const after = await findDeviceSketches(ws, hash);
		if (!before || !after) throw new Error('no sketches');
		expect(after.count).toBe(21);
		const [a, b] = [before.sketches['genre'], after.sketches['genre']];
		if (!a || !b) throw new Error('no genre');
		expect(mergeSketches(a, b)).toMatchObject({ counts: b.counts.map((n, at) => n + (a.counts[at] ?? 0)) });
	});

	it('does not answer once its package has ended', async () => {
		const { ws, relay } = await device();
		relay.wait(2e9);
		await expect(predictOnDevice(ws, rows(1))).rejects.toMatchObject({ code: 'edge/expired' });
	});
});
