import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { base64Url } from '$lib/core/edge/signed-request';
import type { Clock } from '$lib/core/ports';
import { fetchNetwork } from '$lib/engines/fetch/network';
import { zipArchive } from '$lib/engines/zip/archive';
import { enrol } from '$lib/workbench/enrolment';
import { readFleet } from '$lib/workbench/fleet';
import { defaultOptions } from '../../../src/relay/app';
import { hashCode, newCode } from '../../../src/relay/enrolment-code';
import { serveRelay } from '../../../src/relay/serve';
import { sqliteStore } from '../../../src/relay/sqlite-store';
import { syncPorts } from './memory-workspace';
import { crypto, testRelay } from './test-relay';

const clock: Clock = { now: () => Date.now(), elapsed: () => performance.now() };

it('serves over HTTP, and after a restart knows everyone it knew', async () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'temoto-relay-'));
	const start = (port: number) => {
		const store = sqliteStore(path.join(folder, 'relay.db'), () => base64Url(crypto.randomBytes(8)));
		const ports = { store, crypto, clock, archive: zipArchive };
		return { store, running: serveRelay(ports, defaultOptions, '127.0.0.1', port) };
	};
	const first = start(0);
	const relay = await first.running;
	const code = newCode(crypto);
	const hash = await hashCode(crypto, code);
	await first.store.addCode({ hash, tenant: 'acme', role: 'operator', device: null, expiresAt: Date.now() + 60_000 });
	const ws = { project: 'p', ...syncPorts(testRelay(), fetchNetwork()), clock };
	const { device } = await enrol(ws, relay.url, code, 'laptop');
	expect((await readFleet(ws)).devices).toMatchObject([{ device, name: 'laptop' }]);
	await relay.stop();
	await expect(readFleet(ws)).rejects.toMatchObject({ code: 'relay/unreachable' });
	const port = Number(new URL(relay.url).port);
	const again = await start(port).running;
	expect((await readFleet(ws)).devices).toMatchObject([{ device }]);
	await expect(start(port).running).rejects.toMatchObject({ code: 'usage/port-taken' });
	await again.stop();
	rmSync(folder, { recursive: true });
});

it('zips as any gunzip reads', async () => {
	const bytes = new TextEncoder().encode('手元 '.repeat(500));
	const zipped = await fetchNetwork().gzip(bytes);
	expect(zipped.length).toBeLessThan(bytes.length / 10);
	expect(new Uint8Array(gunzipSync(zipped))).toEqual(bytes);
});

it('gives up when it is told to', async () => {
	const gone = AbortSignal.abort();
	const request = { method: 'GET', url: 'http://127.0.0.1:9/', headers: {} } as const;
	await expect(fetchNetwork().send(request, gone)).rejects.toMatchObject({ name: 'AbortError' });
	await expect(fetchNetwork().send(request)).rejects.toMatchObject({ code: 'relay/unreachable' });
});
